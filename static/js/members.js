// Adds a row for one more person without a reload; without script the button submits the form and the page adds it.
(function () {
  "use strict";

  function renumber(row, number) {
    var parts = row.querySelectorAll("input, select, textarea, label, span");
    var names = ["id", "name", "for", "aria-describedby"];
    Array.prototype.forEach.call(parts, function (part) {
      names.forEach(function (name) {
        var old = part.getAttribute(name);
        if (old) { part.setAttribute(name, old.replace(/-\d+-/g, "-" + number + "-")); }
      });
    });
    row.querySelector("[data-number]").textContent = number + 1;
  }

  function empty(row) {
    var controls = row.querySelectorAll("input, select, textarea");
    Array.prototype.forEach.call(row.querySelectorAll(".field__error"), function (error) { error.remove(); });
    Array.prototype.forEach.call(row.querySelectorAll(".field--invalid"), function (field) {
      field.classList.remove("field--invalid");
    });
    Array.prototype.forEach.call(controls, function (control) {
      control.removeAttribute("aria-invalid");
      if (control.type === "checkbox" || control.type === "radio") { control.checked = false; }
      else if (control.tagName === "SELECT") { control.selectedIndex = 0; }
      else { control.value = ""; }
    });
  }

  function enhance(block) {
    var button = block.querySelector(".button");
    if (!button) { return; }
    button.addEventListener("click", function (event) {
      var rows = block.querySelectorAll(".members__row");
      var row;
      if (!rows.length || rows.length >= Number(block.getAttribute("data-most"))) { return; }
      event.preventDefault();
      row = rows[rows.length - 1].cloneNode(true);
      renumber(row, rows.length);
      empty(row);
      block.insertBefore(row, button);
      row.querySelector("input, select, textarea").focus();
    });
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-module=members]"), enhance);
})();
