/** The hosted page's own look: two quiet panes, one of them tinted. Text keeps at least 4.5:1 in both schemes. */
export const payStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #17181f);
  --tint: light-dark(#eef0f7, #1f212b);
  --ink: light-dark(#1b1d2b, #ecedf3);
  --soft: light-dark(#565a70, #a9adc1);
  --line: light-dark(#c3c7d8, #464a5e);
  --act: light-dark(#3d3aa8, #b3b1ff);
  --on-act: light-dark(#ffffff, #17162f);
  --bad: light-dark(#a3172b, #ff9fa8);
  --bad-tint: light-dark(#fdeef0, #33191e);
  --flag: light-dark(#fff2cc, #3a2f0d);
  --flag-ink: light-dark(#4d3a00, #f7dd8f);
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: break-word; }
.flag { margin: 0; padding: .5rem 1rem; background: var(--flag); color: var(--flag-ink); text-align: center; font-size: .875rem; }
h1, h2, h3, ul { margin: 0; padding: 0; }
h1 { font-size: 1rem; font-weight: 500; color: var(--soft); }
h2 { font-size: 1.25rem; margin-bottom: 1.25rem; }
h3 { font-size: .875rem; }
a { color: var(--act); text-underline-offset: .2em; }
.back { display: inline-block; margin-bottom: 1.75rem; padding: .25rem 0; }
.order { background: var(--tint); padding: 1.5rem 1.25rem; }
.total { font-size: 2.25rem; font-weight: 600; line-height: 1.2; margin: .125rem 0 1.5rem; letter-spacing: -.01em; }
ul { list-style: none; }
.order li, .sum { display: flex; justify-content: space-between; gap: 1rem; margin: 0 0 .75rem; font-variant-numeric: tabular-nums; }
.order li > :first-child { min-width: 0; }
.order small { color: var(--soft); font-size: .875rem; white-space: nowrap; }
.order small.detail { display: block; white-space: normal; }
.sum { border-top: 1px solid var(--line); padding-top: .75rem; margin-top: 1rem; font-weight: 600; }
main { padding: 1.5rem 1.25rem 3rem; }
.single { max-width: 32rem; margin: 4rem auto; }
.single h1 { font-size: 1.5rem; font-weight: 600; color: var(--ink); line-height: 1.25; text-wrap: balance; }
.single form { display: grid; gap: .75rem; margin-top: 1.5rem; }
.who { margin: 0 0 1.25rem; }
.who span { display: block; font-size: .875rem; color: var(--soft); }
.field { margin-bottom: 1.125rem; }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: .875rem; }
label { display: block; font-size: .875rem; font-weight: 500; margin-bottom: .25rem; }
input { width: 100%; min-height: 2.875rem; padding: .5rem .75rem; font: inherit; color: var(--ink); background: var(--paper);
  border: 1px solid light-dark(#8086a0, #7b8099); border-radius: .5rem; font-variant-numeric: tabular-nums; }
input::placeholder { color: var(--soft); opacity: 1; }
input[aria-invalid] { border-color: var(--bad); border-width: 2px; }
:focus-visible { outline: 3px solid var(--act); outline-offset: 2px; border-radius: .25rem; }
input:focus-visible, button:focus-visible { border-radius: .5rem; }
.problem { color: var(--bad); font-size: .875rem; margin: .25rem 0 0; }
.alert { border-left: 4px solid var(--bad); background: var(--bad-tint); padding: .75rem 1rem; margin-bottom: 1.25rem; border-radius: .25rem; }
.alert b { color: var(--bad); }
button { width: 100%; min-height: 3rem; padding: .5rem 1rem; border: 1px solid var(--act); border-radius: .5rem; background: var(--act);
  color: var(--on-act); font: inherit; font-weight: 600; cursor: pointer; }
button:hover { filter: brightness(1.08); }
button.second { background: transparent; color: var(--act); }
.small { font-size: .875rem; color: var(--soft); margin: .625rem 0 0; }
.cards { margin-top: 2rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.cards .small { margin: 0 0 .5rem; }
.cards li { display: flex; flex-wrap: wrap; gap: 0 .75rem; font-size: .875rem; padding: .125rem 0; }
.cards code { font: 1em ui-monospace, monospace; user-select: all; }
.cards li span { color: var(--soft); }
.bank { margin-top: 1.5rem; }
.bank summary { width: fit-content; padding: .5rem 0; color: var(--act); text-decoration: underline; text-underline-offset: .2em; cursor: pointer; }
.bank form { margin: .75rem 0; }
.bank li { display: flex; flex-wrap: wrap; gap: 0 .75rem; font-size: .875rem; padding: .125rem 0; }
.bank li span { color: var(--soft); }
@media (min-width: 52rem) {
  .sheet { display: grid; grid-template-columns: 1fr 1fr; min-height: calc(100vh - 2.4rem); }
  .order { padding: 4rem clamp(2rem, 6vw, 5rem); display: flex; flex-direction: column; align-items: flex-end; }
  .order > * { width: 100%; max-width: 26rem; }
  .sheet > main { padding: 4rem clamp(2rem, 6vw, 5rem); }
  .sheet > main > * { max-width: 26rem; }
}
`;
