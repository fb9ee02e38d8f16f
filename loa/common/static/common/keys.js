/* Keys for those who want them; every page works without.
   An element with data-key="x" is clicked when x is pressed (a field is focused instead);
   of several, the one in the row that has the focus, else the first.
   Inside [data-rows], j and k go to the next and previous [data-row]. */
(() => {
  "use strict";
  const typing = (node) =>
    node instanceof HTMLElement &&
    (node.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(node.tagName));

  const press = (key) => {
    const found = [...document.querySelectorAll("[data-key]")].filter(
      (node) => node.dataset.key === key && node.offsetParent !== null,
    );
    /* in a list, the row that has the focus is meant */
    const row = document.activeElement?.closest("[data-row]");
    const target = found.find((node) => row?.contains(node)) ?? found[0];
    if (!target) return false;
    if (typing(target)) target.focus();
    else target.click();
    return true;
  };

  const step = (by) => {
    const rows = [...document.querySelectorAll("[data-rows] [data-row]")];
    if (rows.length === 0) return false;
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[Math.min(rows.length - 1, Math.max(0, at + by))];
    const target = next.matches("a, button, [tabindex]")
      ? next
      : (next.querySelector("a, button, [tabindex]") ??
        next.querySelector("input:not([type=hidden]), select"));
    if (!target) return false;
    target.focus();
    next.scrollIntoView({ block: "nearest" });
    return true;
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (event.key === "Escape") {
      document.querySelectorAll("details:is(.body-switch, .user)[open]").forEach((node) => {
        node.open = false;
        node.querySelector("summary").focus();
      });
      return;
    }
    if (typing(event.target)) return;
    /* Enter belongs to the link or button that has the focus, when one has it. */
    if (event.key === "Enter" && event.target.closest("a, button, summary, [tabindex='0']")) return;
    const done =
      press(event.key) ||
      (event.key === "j" && step(1)) ||
      (event.key === "k" && step(-1));
    if (done) event.preventDefault();
  });

  /* of a row that runs on beyond the edge, where one is comes into sight */
  document.querySelectorAll(":is(.seg, .tabs) > [aria-current]").forEach((node) => {
    const row = node.parentElement;
    row.scrollLeft = node.offsetLeft - row.offsetLeft - (row.clientWidth - node.offsetWidth) / 2;
  });

  /* a menu closes when one clicks elsewhere */
  document.addEventListener("click", (event) => {
    document.querySelectorAll("details:is(.body-switch, .user)[open]").forEach((node) => {
      if (!node.contains(event.target)) node.open = false;
    });
  });

  /* a double click sends a form once; the server holds to that too */
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    if (form.method.toLowerCase() !== "post" || form.hasAttribute("hx-post")) return;
    form.dataset.sent = "yes";
    /* an answer that is a file leaves the page standing */
    setTimeout(() => delete form.dataset.sent, 5000);
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  });
})();
