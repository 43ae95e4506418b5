/**
 * Runs in the page that is timed. An act is over with the frame after which nothing changes for longer than it takes to prepare
 * rows in the background. For how long the page does not answer shows in the gaps of a chain of timers: they are 4 ms apart
 * where it always does, while the browser's own list of long tasks begins at 50 ms.
 */
const QUIET_FRAMES = 24;
let longestGap = 0;
let lastTick = performance.now();
let pressed = 0;
let shown = 0;

const nextFrame = () => new Promise((resolve) => requestAnimationFrame(resolve));

function tick() {
  const now = performance.now();
  longestGap = Math.max(longestGap, now - lastTick);
  lastTick = now;
  setTimeout(tick);
}

async function quiet() {
  for (let frames = 0, before = shown; frames < QUIET_FRAMES; frames += 1) {
    await nextFrame();
    if (shown !== before) {
      before = shown;
      frames = 0;
    }
  }
}

const observer = new MutationObserver(() => {
  // Behind the frame that draws what has changed.
  requestAnimationFrame(() => setTimeout(() => (shown = performance.now())));
});

document.addEventListener('keydown', ({ timeStamp }) => (pressed = timeStamp), true);
tick();

globalThis.strongroomBench = {
  /** Before an act. */
  begin() {
    shown = 0;
    observer.disconnect();
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    longestGap = 0;
    lastTick = performance.now();
  },
  /** Once the act is over: for how long the page did not answer. */
  async longestGap() {
    while (shown === 0) {
      await nextFrame();
    }
    await quiet();
    observer.disconnect();
    return longestGap;
  },
  /** After that, of a key: how long it took until its result was drawn. */
  keyToResult() {
    return shown - pressed;
  },
};
