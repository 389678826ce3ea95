// Looks at what is drawn, as a person with large text would, and names what does not fit. Run in the real window by
// fit.rs and in Chromium by ui/tests/stage/.
const wrong = [];
const root = document.documentElement;
const said = (one) => `${one.tagName.toLowerCase()} “${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 60)}”`;
if (root.scrollWidth > innerWidth) wrong.push(`the page is ${root.scrollWidth} wide in a window of ${innerWidth}`);
for (const one of document.querySelectorAll('body *')) {
  const style = getComputedStyle(one);
  if (style.display === 'none' || style.visibility === 'hidden' || one.closest('.unseen, svg, [hidden]')) continue;
  const box = one.getBoundingClientRect();
  if (box.width === 0 || box.height === 0) continue;
  const speaks = [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '');
  if (speaks && (box.left < -0.5 || box.right > innerWidth + 0.5)) wrong.push(`${said(one)} is beyond the edge`);
  const tapped = one.matches('button, a, summary, select, textarea, input:not([type=radio], [type=checkbox]), label:has(input[type=radio], input[type=checkbox])');
  if ((speaks || tapped) && one.clientWidth > 0 && one.scrollWidth > one.clientWidth + 1 && !one.matches('input, textarea'))
    wrong.push(`${said(one)} is cut off at its side`);
  if (tapped && one.scrollHeight > one.clientHeight + 2 && !one.matches('input, textarea, label'))
    wrong.push(`${said(one)} is cut off below`);
  if (tapped && (box.height < 47.5 || box.width < 47.5))
    wrong.push(`${said(one)} is ${Math.round(box.width)} by ${Math.round(box.height)}, too small for a thumb`);
}
return wrong;
