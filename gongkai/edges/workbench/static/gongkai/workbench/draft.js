// The page of a draft: the revision follows the saves, reasons appear when they are asked for, files may be dropped.

const form = document.getElementById("draft");

form.addEventListener("gongkai:saved", (event) => {
  if (event.detail.revision) {
    form.elements.revision.value = event.detail.revision;
  }
});

// Reasons and article are asked only for what is not fully open; without this script they are always there.
const openness = document.querySelector("[data-openness]");
const reasons = openness.querySelector("[data-openness-reasons]");

function showReasons() {
  const chosen = openness.querySelector("input[name=openness]:checked");
  reasons.hidden = !chosen || chosen.value === "proactive";
}

openness.addEventListener("change", showReasons);
form.addEventListener("gongkai:restored", showReasons);
showReasons();

// Another kind asks for other particulars: what is typed is kept, and the page comes back with them.
const apply = document.querySelector("[data-kind-apply]");

if (apply) {
  apply.hidden = true;
  const kind = document.querySelector("[data-kind]");
  const stored = kind.value;
  kind.addEventListener("change", () => {
    if (kind.value !== stored) {
      // After whatever else is going on: a copy of autosave puts back one field after the other.
      window.setTimeout(() => form.requestSubmit(apply), 0);
    }
  });
}

// A file dropped anywhere on the page goes to the attachments.
function zone() {
  return document.querySelector("[data-drop-zone]");
}

function carriesFiles(event) {
  return Array.from(event.dataTransfer?.types || []).includes("Files");
}

for (const kind of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(kind, (event) => {
    const input = zone();
    if (!input || !carriesFiles(event)) {
      return;
    }
    input.toggleAttribute("data-over", kind === "dragover");
    if (event.target === input || event.target.closest("input[type=file]")) {
      return;
    }
    event.preventDefault();
    if (kind === "drop") {
      input.files = event.dataTransfer.files;
      input.dispatchEvent(new Event("change", { bubbles: true }));
    }
  });
}
