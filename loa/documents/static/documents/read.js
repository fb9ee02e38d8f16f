/* Reading a document: the paper follows what is looked at beside it. Works without. */
(() => {
  "use strict";
  const pane = document.querySelector(".bench--read > .bench__l");
  if (!pane) return;

  const show = (words) => {
    if (!words || !pane.contains(words) || pane.scrollHeight <= pane.clientHeight) return;
    const offset = words.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    pane.scrollTop += offset - pane.clientHeight / 3;
  };

  document.addEventListener("focusin", (event) => {
    const card = event.target.closest("[data-words]");
    if (card) show(document.getElementById(card.dataset.words));
  });

  const first = document.querySelector(".find--focus[data-words]");
  if (first) show(document.getElementById(first.dataset.words));
})();
