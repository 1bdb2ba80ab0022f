// The grid of a table: arrow keys move, Enter goes down, cells copied from a spreadsheet spread over the boxes.

const grid = document.querySelector("[data-grid]");
const form = grid.closest("form");
let changed = false;

document.querySelector("[data-grid-hint]").hidden = false;

function place(input) {
  const found = /^c(\d+)-(\d+)$/.exec(input.name);
  return found && { row: Number(found[1]), column: Number(found[2]) };
}

function box(row, column) {
  return form.elements[`c${row}-${column}`];
}

function moveTo(row, column) {
  const target = box(row, column);
  if (target) {
    target.focus();
    target.select();
  }
  return Boolean(target);
}

// At the edge of a text the arrows lead on to the neighbour, inside it they stay in it.
function atEdge(input, key) {
  if (input.selectionStart !== input.selectionEnd) {
    return input.selectionStart === 0 && input.selectionEnd === input.value.length;
  }
  return key === "ArrowLeft" ? input.selectionStart === 0 : input.selectionStart === input.value.length;
}

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Enter: [1, 0] };

grid.addEventListener("keydown", (event) => {
  const at = event.target.matches("input[type=text]") && place(event.target);
  const step = at && STEPS[event.key];
  if (!step || event.isComposing || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) {
    return;
  }
  const sideways = step[0] === 0;
  if (sideways && !atEdge(event.target, event.key)) {
    return;
  }
  if (moveTo(at.row + step[0], at.column + step[1]) || event.key === "Enter") {
    event.preventDefault();
  }
});

// What does not fit on the page is put into the box for pasting, from where it is added to the table.
grid.addEventListener("paste", (event) => {
  const at = place(event.target);
  const text = event.clipboardData.getData("text/plain").replace(/\r\n?/g, "\n").replace(/\n$/, "");
  if (!at || !/[\t\n]/.test(text)) {
    return;
  }
  event.preventDefault();
  const left = [];
  text.split("\n").forEach((line, down) => {
    const cells = line.split("\t");
    if (!box(at.row + down, at.column)) {
      left.push(line);
      return;
    }
    cells.forEach((cell, across) => {
      const target = box(at.row + down, at.column + across);
      if (target) {
        target.value = cell;
      }
    });
  });
  changed = true;
  if (left.length) {
    const rest = form.elements.pasted;
    rest.value = left.join("\n");
    rest.closest("details").open = true;
    rest.focus();
  }
});

grid.addEventListener("input", () => {
  changed = true;
});

form.addEventListener("submit", () => {
  changed = false;
});

window.addEventListener("beforeunload", (event) => {
  if (changed) {
    event.preventDefault();
  }
});
