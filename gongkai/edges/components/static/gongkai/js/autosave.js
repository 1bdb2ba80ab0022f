// Drafts save themselves.
//   <form data-autosave-url="…" data-autosave-owner="17" data-autosave-saved-at="2026-11-22T12:03:00+08:00">
// Two seconds after the last change the form is posted (without files) to data-autosave-url, with
// "Accept: application/json". The server answers 200 {"saved_at": ISO time} and may add {"message": "…"};
// 4xx {"message": "…"} is shown as it is. When nothing reaches the server (no network, signed out), a copy
// stays in this browser for at most a week and is offered the next time the same person opens the form.

const IDLE_MS = 2000;
const KEEP_MS = 7 * 24 * 3600 * 1000;
const PREFIX = "gongkai-draft:";
const LEFT_OUT = new Set(["password", "file", "submit", "button", "hidden"]);

const forms = new Map();

function clockText(moment) {
  const time = moment.toTimeString().slice(0, 5);
  const sameDay = moment.toDateString() === new Date().toDateString();
  return sameDay ? time : `${moment.getMonth() + 1}月${moment.getDate()}日 ${time}`;
}

function keyOf(form) {
  return `${PREFIX}${form.dataset.autosaveOwner || ""}:${window.location.pathname}:${form.id || ""}`;
}

// What a person typed or chose, by name. Hidden fields (the anti-forgery token) and passwords stay out.
function contentOf(form) {
  const values = {};
  for (const field of form.elements) {
    if (!field.name || field.disabled || LEFT_OUT.has(field.type)) {
      continue;
    }
    const list = (values[field.name] ||= []);
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) {
        list.push(field.value);
      }
    } else if (field.type === "select-multiple") {
      list.push(...Array.from(field.selectedOptions, (option) => option.value));
    } else {
      list.push(field.value);
    }
  }
  return values;
}

function putBack(form, values) {
  const taken = {};
  for (const field of form.elements) {
    const list = values[field.name];
    if (!list || LEFT_OUT.has(field.type)) {
      continue;
    }
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = list.includes(field.value);
    } else if (field.type === "select-multiple") {
      for (const option of field.options) {
        option.selected = list.includes(option.value);
      }
    } else {
      const position = taken[field.name] || 0;
      taken[field.name] = position + 1;
      if (position < list.length) {
        field.value = list[position];
      }
    }
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
  }
  form.dispatchEvent(new CustomEvent("gongkai:restored", { bubbles: true, detail: { values } }));
}

function keepCopy(state) {
  try {
    const copy = {
      at: Date.now(),
      base: state.form.dataset.autosaveSavedAt || "",
      submitted: state.submitted,
      path: window.location.pathname,
      values: contentOf(state.form),
    };
    window.localStorage.setItem(keyOf(state.form), JSON.stringify(copy));
    return true;
  } catch {
    return false;
  }
}

function dropCopy(form) {
  try {
    window.localStorage.removeItem(keyOf(form));
  } catch {
    // Nothing was kept.
  }
}

function readCopy(form) {
  try {
    return JSON.parse(window.localStorage.getItem(keyOf(form)));
  } catch {
    return null;
  }
}

// A copy made on submit is done with when the next page is one of the workbench that came straight from the
// form (the sign-in page does not load this script, and after it the referrer is another one).
function arrived(copy) {
  const from = document.referrer ? new URL(document.referrer).pathname : "";
  return copy.submitted && copy.path === from && copy.path !== window.location.pathname;
}

function forgetOldCopies() {
  try {
    for (const key of Object.keys(window.localStorage).filter((name) => name.startsWith(PREFIX))) {
      const copy = JSON.parse(window.localStorage.getItem(key));
      if (!copy || Date.now() - copy.at > KEEP_MS || arrived(copy)) {
        window.localStorage.removeItem(key);
      }
    }
  } catch {
    // A browser without storage has no copies.
  }
}

function say(state, kind, text) {
  const place = state.form.querySelector("[data-autosave-status]") || document.querySelector("[data-autosave-status]");
  if (place) {
    place.dataset.state = kind;
    place.textContent = text;
  }
}

function failed(state, reason) {
  state.unsaved = true;
  const kept = keepCopy(state);
  say(state, "failed", `${reason}内容仍在本页${kept ? "，并在本机留了一份" : "，请先复制保存"}。`);
}

async function send(state) {
  const body = new FormData(state.form);
  for (const [name, value] of Array.from(body.entries())) {
    if (value instanceof File) {
      body.delete(name);
    }
  }
  return window.fetch(state.form.dataset.autosaveUrl, {
    method: "POST",
    body,
    credentials: "same-origin",
    redirect: "manual",
    headers: { Accept: "application/json", "X-Requested-With": "fetch" },
  });
}

async function answerOf(response) {
  const isJson = (response.headers.get("Content-Type") || "").includes("application/json");
  return isJson ? response.json() : null;
}

function saved(state, answer, sentContent) {
  const at = answer.saved_at ? new Date(answer.saved_at) : new Date();
  state.form.dataset.autosaveSavedAt = at.toISOString();
  state.unsaved = JSON.stringify(contentOf(state.form)) !== sentContent;
  state.savedContent = sentContent;
  dropCopy(state.form);
  say(state, "saved", `已保存 ${clockText(at)}${answer.message ? `，${answer.message}` : ""}`);
  state.form.dispatchEvent(new CustomEvent("gongkai:saved", { bubbles: true, detail: answer }));
}

async function save(state) {
  if (state.busy) {
    schedule(state);
    return;
  }
  const content = JSON.stringify(contentOf(state.form));
  if (content === state.savedContent) {
    state.unsaved = false;
    return;
  }
  state.busy = true;
  say(state, "saving", "正在保存…");
  try {
    const response = await send(state);
    const answer = await answerOf(response);
    if (response.ok && answer) {
      saved(state, answer, content);
    } else if (response.type === "opaqueredirect" || response.status === 401 || response.ok) {
      failed(state, "登录已过期，请在新窗口重新登录后继续填写。");
    } else if (answer && answer.message) {
      failed(state, `保存失败：${answer.message}。`.replace(/。。$/, "。"));
    } else {
      failed(state, "保存失败，");
    }
  } catch {
    failed(state, "保存失败，");
  } finally {
    state.busy = false;
    sendOn(state);
  }
}

// A form sent while a save is on its way would carry an old revision and collide with itself: it waits.
function sendOn(state) {
  const { waiting } = state;
  if (waiting) {
    state.waiting = null;
    state.form.requestSubmit(waiting.button);
  }
}

function schedule(state) {
  window.clearTimeout(state.timer);
  state.timer = window.setTimeout(() => save(state), IDLE_MS);
}

function changed(state) {
  state.unsaved = true;
  say(state, "waiting", "有改动，还未保存");
  schedule(state);
}

function offer(state) {
  const copy = readCopy(state.form);
  if (!copy || JSON.stringify(copy.values) === state.savedContent) {
    dropCopy(state.form);
    return;
  }
  if (copy.submitted && copy.base !== (state.form.dataset.autosaveSavedAt || "")) {
    dropCopy(state.form);
    return;
  }
  const bar = document.createElement("div");
  bar.className = "notice notice-warn autosave-offer";
  bar.setAttribute("role", "status");
  const words = document.createElement("p");
  words.textContent = `本机留有 ${clockText(new Date(copy.at))} 未能保存的内容。`;
  const restore = Object.assign(document.createElement("button"), { type: "button", textContent: "恢复到表单" });
  const discard = Object.assign(document.createElement("button"), { type: "button", textContent: "不要了" });
  restore.className = "button button-main button-small";
  discard.className = "button button-small";
  restore.addEventListener("click", () => {
    putBack(state.form, copy.values);
    bar.remove();
    changed(state);
  });
  discard.addEventListener("click", () => {
    dropCopy(state.form);
    bar.remove();
  });
  const row = document.createElement("div");
  row.className = "button-row";
  row.append(restore, discard);
  bar.append(words, row);
  state.form.prepend(bar);
}

function start(form) {
  if (forms.has(form)) {
    return;
  }
  const state = { form, timer: 0, busy: false, unsaved: false, submitted: false, waiting: null, savedContent: JSON.stringify(contentOf(form)) };
  forms.set(form, state);
  form.addEventListener("input", () => changed(state));
  form.addEventListener("change", () => changed(state));
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) {
      return;
    }
    window.clearTimeout(state.timer);
    if (state.busy) {
      event.preventDefault();
      state.waiting = { button: event.submitter };
      return;
    }
    state.submitted = true;
    // The session may be over: then the answer is the sign-in page and this copy is all there is.
    keepCopy(state);
  });
  offer(state);
}

function startAll() {
  for (const form of forms.keys()) {
    if (!form.isConnected) {
      forms.delete(form);
    }
  }
  document.querySelectorAll("form[data-autosave-url]").forEach(start);
}

window.addEventListener("beforeunload", (event) => {
  for (const state of forms.values()) {
    if (state.unsaved && !state.submitted) {
      event.preventDefault();
      event.returnValue = "";
    }
  }
});

window.addEventListener("pageshow", () => {
  for (const state of forms.values()) {
    state.submitted = false;
  }
});

forgetOldCopies();
startAll();
document.addEventListener("htmx:load", startAll);
