// Shows a paper as one writes its words: what is typed is sent to be tried a moment after the last key, and the newest
// answer alone is shown. Names of values become buttons that put them where the cursor stands.
(function () {
  "use strict";

  var WAIT = 700;

  function enhance(form) {
    var text = form.querySelector("textarea"), shown = document.getElementById(form.getAttribute("data-shown")),
      state = form.querySelector("[data-state]"), timer = null, asked = 0;

    function ask() {
      var request = new XMLHttpRequest(), number = asked += 1;
      state.textContent = state.getAttribute("data-working");
      request.open("POST", form.getAttribute("data-try"));
      request.setRequestHeader("Content-Type", "application/x-www-form-urlencoded");
      request.onload = function () {
        if (number !== asked) { return; }
        if (request.status === 200 || request.status === 422) { shown.innerHTML = request.responseText; }
        state.textContent = request.status === 200 ? state.getAttribute("data-done") :
          state.getAttribute(request.status === 422 ? "data-faulty" : "data-failed");
      };
      request.onerror = function () { state.textContent = state.getAttribute("data-failed"); };
      request.send("as=pictures&csrf_token=" + encodeURIComponent(form.elements.csrf_token.value) +
        "&source=" + encodeURIComponent(text.value));
    }

    function later() {
      clearTimeout(timer);
      timer = setTimeout(ask, WAIT);
    }

    function insert(words) {
      var start = text.selectionStart, end = text.selectionEnd;
      text.value = text.value.slice(0, start) + words + text.value.slice(end);
      text.focus();
      text.setSelectionRange(start + words.length, start + words.length);
      later();
    }

    Array.prototype.forEach.call(document.querySelectorAll("[data-values] code"), function (code) {
      var button = document.createElement("button");
      button.type = "button";
      button.className = "button button--small";
      code.parentNode.replaceChild(button, code);
      button.appendChild(code);
      button.addEventListener("click", function () { insert(code.textContent); });
    });
    text.addEventListener("input", later);
    ask();
  }

  Array.prototype.forEach.call(document.querySelectorAll("form[data-module=trying]"), enhance);
})();
