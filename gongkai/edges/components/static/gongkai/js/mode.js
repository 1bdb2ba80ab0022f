// Reading modes (长辈版, 高对比度). Loaded in the head and not deferred, so that the page is painted once.
// The choice lives in this browser only: no cookie, so public pages stay the same for every cache.
(function () {
  "use strict";

  const KEY = "gongkai-mode";
  const root = document.documentElement;

  function stored() {
    try {
      return window.localStorage.getItem(KEY);
    } catch {
      return null;
    }
  }

  function store(value) {
    try {
      window.localStorage.setItem(KEY, value);
    } catch {
      // A browser without storage keeps the mode for this page.
    }
  }

  function modes() {
    return new Set((root.dataset.mode || "").split(" ").filter(Boolean));
  }

  function apply(active) {
    if (active.size > 0) {
      root.dataset.mode = Array.from(active).sort().join(" ");
    } else {
      delete root.dataset.mode;
    }
    for (const link of document.querySelectorAll("[data-mode-toggle]")) {
      link.setAttribute("role", "button");
      link.setAttribute("aria-pressed", String(active.has(link.dataset.modeToggle)));
    }
  }

  function initial() {
    const choice = stored();
    if (choice !== null) {
      return new Set(choice.split(" ").filter(Boolean));
    }
    return new Set(window.matchMedia("(prefers-contrast: more)").matches ? ["contrast"] : []);
  }

  function toggle(event) {
    const link = event.target.closest && event.target.closest("[data-mode-toggle]");
    if (!link) {
      return;
    }
    event.preventDefault();
    const active = modes();
    const mode = link.dataset.modeToggle;
    if (!active.delete(mode)) {
      active.add(mode);
    }
    store(Array.from(active).join(" "));
    apply(active);
  }

  const start = initial();
  const named = window.location.hash.match(/^#mode-(elder|contrast)$/);
  if (named) {
    start.add(named[1]);
    window.history.replaceState(null, "", window.location.pathname + window.location.search);
  }
  apply(start);
  document.addEventListener("DOMContentLoaded", () => apply(modes()));
  document.addEventListener("click", toggle);
  document.addEventListener("keydown", (event) => {
    if (event.key === " " && event.target.closest("[data-mode-toggle]")) {
      toggle(event);
    }
  });
})();
