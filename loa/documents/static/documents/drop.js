/* Dropping a file onto the zone puts it into the file control. Works without it too. */
"use strict";

for (const zone of document.querySelectorAll("[data-drop]")) {
  const control = zone.querySelector('input[type="file"]');
  const over = (is) => zone.classList.toggle("is-over", is);

  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    over(true);
  });
  zone.addEventListener("dragleave", () => over(false));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (event.dataTransfer.files.length > 0) {
      control.files = event.dataTransfer.files;
    }
  });
}
