/* A button that copies a text; without it, the text is selected by hand. */
"use strict";
for (const button of document.querySelectorAll("[data-copy]")) {
  const text = document.getElementById(button.dataset.copy);
  const said = document.querySelector("[data-copied]");
  if (!text || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(text.value);
    if (said) said.textContent = said.dataset.copied;
  });
}
