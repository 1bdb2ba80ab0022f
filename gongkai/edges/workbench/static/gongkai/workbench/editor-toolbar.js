// The toolbar of the body: words and not pictures on its buttons, one tab stop, arrows between the buttons.

function made(entry) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = entry.label;
  const keys = entry.keys ? `（${entry.keys}）` : "";
  button.title = `${entry.title || entry.label}${keys}`;
  button.setAttribute("aria-label", entry.title || entry.label);
  button.addEventListener("click", () => entry.run());
  return button;
}

function rovingFocus(bar) {
  const buttons = () => Array.from(bar.querySelectorAll("button")).filter((button) => !button.closest("[hidden]"));
  const settle = (button) => {
    bar.querySelectorAll("button").forEach((each) => {
      each.tabIndex = each === button ? 0 : -1;
    });
  };
  settle(bar.querySelector("button"));
  bar.addEventListener("focusin", (event) => settle(event.target));
  bar.addEventListener("keydown", (event) => {
    const row = buttons();
    const at = row.indexOf(document.activeElement);
    const to = {
      ArrowRight: (at + 1) % row.length,
      ArrowLeft: (at - 1 + row.length) % row.length,
      Home: 0,
      End: row.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      row[to].focus();
    }
  });
}

// Groups are { label, entries, isShown? }; an entry is { label, title, keys, run, isOn?, isOff? }.
export function toolbar(editor, groups) {
  const bar = document.createElement("div");
  bar.className = "body-toolbar";
  bar.setAttribute("role", "toolbar");
  bar.setAttribute("aria-label", "正文格式");
  const states = [];
  for (const group of groups) {
    const part = document.createElement("div");
    part.className = group.isShown ? "body-toolbar-group body-toolbar-group-within" : "body-toolbar-group";
    part.setAttribute("role", "group");
    part.setAttribute("aria-label", group.label);
    for (const entry of group.entries) {
      const button = made(entry);
      part.append(button);
      states.push(() => {
        if (entry.isOn) {
          button.setAttribute("aria-pressed", String(Boolean(entry.isOn())));
        }
        if (entry.isOff) {
          button.setAttribute("aria-disabled", String(Boolean(entry.isOff())));
        }
      });
    }
    if (group.isShown) {
      states.push(() => {
        part.hidden = !group.isShown();
      });
    }
    bar.append(part);
  }
  rovingFocus(bar);
  const refresh = () => {
    states.forEach((state) => state());
    if (!bar.querySelector("button[tabindex='0']") || bar.querySelector("button[tabindex='0']").closest("[hidden]")) {
      bar.querySelector("button").tabIndex = 0;
    }
  };
  editor.on("transaction", refresh);
  refresh();
  return bar;
}
