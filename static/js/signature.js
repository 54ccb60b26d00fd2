// Takes a drawn signature as strokes of whole points in a box of 600 by 200. Without it, nothing is asked to be drawn.
(function () {
  "use strict";
  var WIDTH = 600, HEIGHT = 200, MOST_STROKES = 60, MOST_POINTS = 1800;

  function enhance(pad) {
    var canvas = pad.querySelector("canvas"), clear = pad.querySelector(".button");
    var kept = document.getElementsByName(pad.getAttribute("data-name"))[0];
    var pen = canvas.getContext && canvas.getContext("2d");
    var strokes = [], stroke = null, points = 0;
    if (!pen || !kept) { return; }
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = "#18202a";

    function line(from, to) {
      pen.beginPath();
      pen.moveTo(from[0], from[1]);
      pen.lineTo(to[0], to[1]);
      pen.stroke();
    }

    function write() {
      kept.value = strokes.map(function (one) { return one.join(" "); }).join(";");
    }

    function within(value, most) { return Math.max(0, Math.min(most, Math.round(value))); }

    function point(event) {
      var box = canvas.getBoundingClientRect(), at = event.touches ? event.touches[0] : event;
      return [
        within((at.clientX - box.left) * WIDTH / box.width, WIDTH),
        within((at.clientY - box.top) * HEIGHT / box.height, HEIGHT)
      ];
    }

    function begin(event) {
      // A second finger, and every button of the mouse but the first, draws nothing.
      if (event.button || (event.touches && event.touches.length > 1)) { return; }
      event.preventDefault();
      if (strokes.length >= MOST_STROKES || points >= MOST_POINTS) { return; }
      stroke = [point(event)];
      points += 1;
      strokes.push(stroke);
      line(stroke[0], stroke[0]);
      write();
    }

    function go(event) {
      var last = stroke && stroke[stroke.length - 1], next;
      if (!last) { return; }
      event.preventDefault();
      next = point(event);
      if (points >= MOST_POINTS || Math.abs(next[0] - last[0]) + Math.abs(next[1] - last[1]) < 3) { return; }
      stroke.push(next);
      points += 1;
      line(last, next);
    }

    function end() { if (stroke) { stroke = null; write(); } }

    function wipe() {
      strokes = [];
      stroke = null;
      points = 0;
      pen.clearRect(0, 0, WIDTH, HEIGHT);
      write();
    }

    // What was drawn before the page came back with something to correct is drawn again.
    function again() {
      strokes = kept.value ? kept.value.split(";").map(function (one) {
        return one.split(" ").map(function (at) { return at.split(",").map(Number); });
      }) : [];
      strokes.forEach(function (one) {
        points += one.length;
        one.forEach(function (at, place) { line(one[place ? place - 1 : 0], at); });
      });
    }

    var names = window.PointerEvent ? ["pointerdown", "pointermove", "pointerup", "pointercancel"]
      : "ontouchstart" in window ? ["touchstart", "touchmove", "touchend", "touchcancel"]
        : ["mousedown", "mousemove", "mouseup", "mouseleave"];
    canvas.addEventListener(names[0], begin);
    canvas.addEventListener(names[1], go);
    document.addEventListener(names[2], end);
    document.addEventListener(names[3], end);
    clear.addEventListener("click", wipe);
    again();
    pad.hidden = false;
  }

  Array.prototype.forEach.call(document.querySelectorAll("[data-module=signature]"), enhance);
})();
