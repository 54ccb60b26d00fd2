// Copies a message at one tap; where the browser cannot, the text is chosen so that one can copy it by hand.
(function () {
  "use strict";

  function enhance(part) {
    var text = part.querySelector("textarea"), button = part.querySelector("button");
    button.removeAttribute("hidden");
    button.addEventListener("click", function () {
      text.focus();
      text.setSelectionRange(0, text.value.length);
      try {
        if (document.execCommand("copy")) { button.firstChild.nodeValue = button.getAttribute("data-done"); }
      } catch (ignored) { return; }
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-module=copy]"), enhance);
})();
