// Sends a form once, however often its button is tapped. The button is not disabled, since a disabled button would
// not send its name and value along: it only looks it, and further tries are ignored.
(function () {
  "use strict";

  function rest(form, sent) {
    form.removeAttribute("data-sent");
    Array.prototype.forEach.call(form.querySelectorAll("[data-module=once]"), function (button) {
      button.setAttribute("aria-disabled", sent ? "true" : "false");
    });
    if (sent) { form.setAttribute("data-sent", ""); }
  }

  function enhance(button) {
    var form = button.form;
    if (!form || form.hasAttribute("data-once")) { return; }
    form.setAttribute("data-once", "");
    form.addEventListener("submit", function (event) {
      if (form.hasAttribute("data-sent")) { event.preventDefault(); } else { rest(form, true); }
    });
    // Coming back with the browser's own button shows the page as it was left: it must be possible to send again.
    window.addEventListener("pageshow", function () { rest(form, false); });
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-module=once]"), enhance);
})();
