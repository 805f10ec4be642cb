/* Single keys for buttons that print them: <button data-key="1">. Never while somebody types in a field. */
"use strict";
(function () {
  function isTyping(target) {
    return target.matches("textarea, select, input:not([type=checkbox]):not([type=radio])") || target.isContentEditable;
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    const wanted = event.key.toLowerCase();
    const found = Array.from(document.querySelectorAll("[data-key]")).find((one) => one.dataset.key === wanted);
    if (!found) return;
    event.preventDefault();
    found.click();
  });
})();
