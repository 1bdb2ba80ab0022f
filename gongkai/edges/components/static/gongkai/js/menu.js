// Menus are <details>: they work without this. Here: one open at a time, Escape and a click outside close.

const MENUS = "details[data-menu]";

function close(menu, { focus = false } = {}) {
  menu.open = false;
  if (focus) {
    menu.querySelector("summary").focus();
  }
}

document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll(`${MENUS}[open]`)) {
    if (!menu.contains(event.target)) {
      close(menu);
    }
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") {
    return;
  }
  const menu = document.activeElement.closest(`${MENUS}[open]`) || document.querySelector(`${MENUS}[open]`);
  if (menu) {
    close(menu, { focus: true });
  }
});

document.addEventListener("focusin", (event) => {
  for (const menu of document.querySelectorAll(`${MENUS}[open]`)) {
    if (!menu.contains(event.target)) {
      close(menu);
    }
  }
});
