// Loads a script of its own when the part that needs it is first opened: most people never do.
(function () {
  "use strict";

  function enhance(part) {
    function load() {
      var script = document.createElement("script"), address = part.getAttribute("data-script");
      if (!part.open || !address) { return; }
      part.removeAttribute("data-script");
      script.src = address;
      document.body.appendChild(script);
    }
    part.addEventListener("toggle", load);
    load();
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-module=later]"), enhance);
})();
