// Brings the list of what is to be corrected into view and to the screen reader as soon as the page is there.
(function () {
  "use strict";

  var summary = document.querySelector("[data-module=error-summary]");
  if (summary) { summary.focus(); }
})();
