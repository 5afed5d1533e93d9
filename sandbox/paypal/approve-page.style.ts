/** The hosted page's own look: one quiet column, made for a phone first. Text keeps at least 4.5:1 in both schemes. */
export const approveStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f3f6fa, #12161c);
  --card: light-dark(#ffffff, #1b2028);
  --ink: light-dark(#14202e, #e9eef5);
  --soft: light-dark(#51606f, #a4b1c0);
  --line: light-dark(#c6d0da, #414b57);
  --act: light-dark(#0a4a9e, #9cc4ff);
  --on-act: light-dark(#ffffff, #0b1b33);
  --bad: light-dark(#a3172b, #ff9fa8);
  --bad-tint: light-dark(#fdeef0, #33191e);
  --flag: light-dark(#fff2cc, #3a2f0d);
  --flag-ink: light-dark(#4d3a00, #f7dd8f);
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
.flag { padding: .5rem 1rem; background: var(--flag); color: var(--flag-ink); text-align: center; font-size: .875rem; }
main { max-width: 28rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
h1, h2, ul { margin: 0; padding: 0; }
h1 { font-size: 1.375rem; line-height: 1.25; text-wrap: balance; }
h2 { font-size: 1rem; margin-bottom: .5rem; }
a { color: var(--act); text-underline-offset: .2em; }
ul { list-style: none; }
.who { margin: .25rem 0 1.25rem; color: var(--soft); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .75rem; padding: 1rem; margin: 0 0 1rem; }
.lines li, .sum { display: flex; justify-content: space-between; gap: 1rem; margin: 0 0 .5rem; font-variant-numeric: tabular-nums; }
.lines li > :first-child { min-width: 0; }
.sum { border-top: 1px solid var(--line); padding-top: .75rem; margin: .75rem 0 0; font-weight: 600; font-size: 1.125rem; }
summary { display: flex; justify-content: space-between; gap: 1rem; font-weight: 600; cursor: pointer; min-height: 1.75rem; font-variant-numeric: tabular-nums; }
summary::after { content: "Details"; color: var(--act); font-weight: 500; text-decoration: underline; text-underline-offset: .2em; order: 1; }
summary span:last-child { margin-left: auto; }
details[open] summary { margin-bottom: .75rem; }
fieldset { border: 0; margin: 0; padding: 0; min-width: 0; }
legend { padding: 0; font-weight: 600; margin-bottom: .5rem; }
.way { display: flex; align-items: center; gap: .75rem; min-height: 3rem; padding: .375rem 0; border-top: 1px solid var(--line); cursor: pointer; }
.way:first-of-type { border-top: 0; }
.way input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--act); }
.way span { min-width: 0; }
.way small { display: block; color: var(--soft); font-size: .875rem; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; border-radius: .25rem; }
button { width: 100%; min-height: 3rem; padding: .5rem 1rem; border: 1px solid var(--act); border-radius: 1.5rem; background: var(--act);
  color: var(--on-act); font: inherit; font-weight: 600; cursor: pointer; }
button:focus-visible { border-radius: 1.5rem; }
button:hover { filter: brightness(1.08); }
.back { display: flex; align-items: center; justify-content: center; min-height: 3rem; margin-top: .5rem; }
.small { font-size: .875rem; color: var(--soft); margin: .75rem 0 0; }
.alert { border-left: 4px solid var(--bad); background: var(--bad-tint); padding: .75rem 1rem; margin-bottom: 1rem; border-radius: .25rem; }
.alert b { color: var(--bad); }
`;
