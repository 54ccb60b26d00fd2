// On a device that many people use, going back to a form that was sent opens it anew: the next person neither sees the
// last one's choices nor sends them a second time under a mark that counts once.
(function () {
  "use strict";

  function enhance(form) {
    var sent = false;
    form.addEventListener("submit", function () { sent = true; });
    window.addEventListener("pageshow", function (event) {
      if (event.persisted && sent) { window.location.replace(window.location.href); }
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-module=fresh]"), enhance);
})();
