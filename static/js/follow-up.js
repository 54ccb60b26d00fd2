// Hides a question that follows from an answer until that answer is chosen; without script it stays and says when.
(function () {
  "use strict";

  function enhance(block) {
    var answers = block.getAttribute("data-answers").split(" ");
    var options = document.getElementsByName(block.getAttribute("data-question"));

    function show() {
      block.hidden = !Array.prototype.some.call(options, function (option) {
        return option.checked && answers.indexOf(option.value) >= 0;
      });
    }

    Array.prototype.forEach.call(options, function (option) { option.addEventListener("change", show); });
    // Coming back with the browser's own button may bring choices along.
    window.addEventListener("pageshow", show);
    show();
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-module=follow-up]"), enhance);
})();
