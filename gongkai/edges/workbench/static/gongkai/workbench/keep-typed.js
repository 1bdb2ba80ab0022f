// When the session was over at the moment of sending, what was typed comes back after signing in again.
//   <form data-keep>   (drafts have autosave.js, which keeps more and for longer)
// The copy lives in this tab only and is dropped as soon as any other page follows.

const SIGN_IN = "/workbench/sign-in/";
const PREFIX = "gongkai-typed:";
const KEPT = "textarea[name], input[type=text][name], input[type=radio][name], input[type=checkbox][name], select[name], input[type=date][name]";

function keyOf(form) {
  return `${PREFIX}${window.location.pathname}:${form.getAttribute("action")}`;
}

function typedIn(form) {
  return Array.from(form.querySelectorAll(KEPT), (field) => [
    field.name,
    field.type === "radio" || field.type === "checkbox" ? (field.checked ? field.value : null) : field.value,
  ]);
}

function putBack(form, kept) {
  form.querySelectorAll(KEPT).forEach((field, position) => {
    const [name, value] = kept[position] || [];
    if (name !== field.name) {
      return;
    }
    if (field.type === "radio" || field.type === "checkbox") {
      field.checked = value === field.value;
    } else {
      field.value = value;
    }
  });
  const folded = form.closest("details");
  if (folded) {
    folded.open = true;
  }
  const note = document.createElement("p");
  note.className = "notice notice-info";
  note.setAttribute("role", "status");
  note.textContent = "刚才登录已过期，没有办成。您填写的内容已恢复，请核对后重新提交。";
  form.prepend(note);
}

function start() {
  const from = document.referrer ? new URL(document.referrer).pathname : "";
  for (const form of document.querySelectorAll("form[data-keep]")) {
    const stored = window.sessionStorage.getItem(keyOf(form));
    if (stored && from.startsWith(SIGN_IN)) {
      putBack(form, JSON.parse(stored));
    }
  }
  for (const key of Object.keys(window.sessionStorage).filter((name) => name.startsWith(PREFIX))) {
    window.sessionStorage.removeItem(key);
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!event.defaultPrevented && "keep" in form.dataset) {
    try {
      window.sessionStorage.setItem(keyOf(form), JSON.stringify(typedIn(form)));
    } catch {
      // A browser without storage keeps nothing.
    }
  }
});

start();
