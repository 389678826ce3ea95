//! Where a tap goes: the thumb comes down on what stands still, and what it reached is known.

/// Scrolls to an element and waits until it has stood at one place for three frames, as an eye does before the thumb
/// comes down; a font or a line that arrives late moves what is below it. Gives what was aimed at, and where.
pub(super) const AIM: &str = "
const [aim, done] = arguments;
const words = (one) => one.outerHTML.replace(/\\s+/g, ' ').slice(0, 160);
const hit = (event) => { window.tapped = aim.contains(event.target) || words(event.target); };
const place = () => {
  const { left, top, width, height } = aim.getBoundingClientRect();
  return `${left},${top} ${width}x${height} of ${innerWidth}x${innerHeight}`;
};
let stood = 0;
let last = '';
const look = () => {
  aim.scrollIntoView({ block: 'center', behavior: 'instant' });
  const now = place();
  stood = now === last && document.fonts.status === 'loaded' ? stood + 1 : 0;
  last = now;
  if (stood < 3) return requestAnimationFrame(look);
  window.tapped = null;
  addEventListener('click', hit, { capture: true, once: true });
  done(`${words(aim)} at ${now}`);
};
look();";

/// True when the tap reached what was aimed at, otherwise the words of what it reached. A page that was left by the tap
/// knows nothing of it.
pub(super) const WHAT_WAS_HIT: &str = "return window.tapped === null ? 'nothing' : window.tapped";
