// A piece of the page that htmx replaces may take the focused control with it (a bar with its 取消). The focus then
// goes to what stands in its place, and does not fall back to the beginning of the page.

const REACHED = "a[href], button:not([disabled]), input:not([type=hidden], [disabled]), select:not([disabled]), textarea:not([disabled]), summary";
let left = null;

function reachedIn(piece) {
  return Array.from(piece.querySelectorAll(REACHED)).filter((control) => control.checkVisibility());
}

document.addEventListener("htmx:beforeSwap", (event) => {
  const piece = event.detail.target;
  const held = document.activeElement;
  left = piece.id && piece.contains(held) ? { id: piece.id, place: reachedIn(piece).indexOf(held) } : null;
});

document.addEventListener("htmx:afterSettle", () => {
  const piece = left && document.getElementById(left.id);
  if (piece && document.activeElement === document.body) {
    const controls = reachedIn(piece);
    const next = controls[Math.min(Math.max(left.place, 0), controls.length - 1)] || piece;
    if (next === piece) {
      piece.tabIndex = -1;
    }
    next.focus();
  }
  left = null;
});
