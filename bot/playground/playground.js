// Keeps the newest message in view, and types what is to be tried.
const timeline = document.querySelector("#channel-timeline");
const list = document.querySelector("#channel-message-list");
const picker = document.querySelector("#viewer-picker");
const send = document.querySelector("#send-message");
const tries = document.querySelector("#tries");
const rest = (ms) => new Promise((done) => setTimeout(done, ms));

let newest = 0n;

function last() {
  const messages = list.querySelectorAll("[data-message-id]");
  return messages[messages.length - 1];
}

// A message that is taller than the window is read from its beginning.
function show(message) {
  const gap = 12;
  const top = timeline.scrollTop + message.getBoundingClientRect().top - timeline.getBoundingClientRect().top - gap;
  timeline.scrollTop = Math.min(top, timeline.scrollHeight - timeline.clientHeight);
}

// Pictures and fonts change its height for a moment, and the page then puts back what it thinks was in view.
async function follow(message) {
  for (const ms of [0, 60, 150, 300, 600]) {
    await rest(ms);
    if (message !== last()) return;
    show(message);
  }
}

new MutationObserver(() => {
  const message = last();
  if (!message || BigInt(message.dataset.messageId) <= newest) return;
  newest = BigInt(message.dataset.messageId);
  follow(message);
}).observe(list, { childList: true });

async function until(holds) {
  for (let waited = 0; waited < 5000 && !holds(); waited += 50) await rest(50);
}

function chosen() {
  return picker.selectedOptions[0]?.textContent;
}

async function type(line, person) {
  if (chosen() !== person) {
    picker.value = [...picker.options].find((option) => option.textContent === person).value;
    picker.dispatchEvent(new Event("change", { bubbles: true }));
    await rest(300);
    await until(() => chosen() === person);
  }
  await until(() => !send.disabled);
  const input = document.querySelector("#channel-composer-input");
  input.value = line;
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.closest("form").requestSubmit();
}

tries.addEventListener("click", async (event) => {
  const button = event.target.closest("button");
  if (!button) return;
  const [line, person] = JSON.parse(button.dataset.try);
  for (const one of tries.children) one.disabled = true;
  try {
    await type(line, person);
    await until(() => !send.disabled);
  } finally {
    for (const one of tries.children) one.disabled = false;
  }
});
