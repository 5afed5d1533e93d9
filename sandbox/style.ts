/** The one stylesheet of every sandbox page: plain elements first, so vendors' panels need few classes. */
export const stylesheet = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f5f1, #16181a);
  --card: light-dark(#ffffff, #1f2225);
  --ink: light-dark(#1d2023, #e8e6e1);
  --soft: light-dark(#5c6166, #a2a7ad);
  --line: light-dark(#dcd9d1, #34383c);
  --accent: light-dark(#0b5d4b, #6fd3b8);
  --on-accent: light-dark(#ffffff, #0d211b);
  --good: light-dark(#1b6b3a, #7bd59b);
  --warn: light-dark(#8a5300, #f0b860);
  --bad: light-dark(#a32020, #ff9c94);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 72rem; margin: 0 auto; padding: 1.25rem 1rem 4rem; overflow-wrap: break-word; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; text-wrap: balance; }
h2 { font-size: 1.2rem; margin: 0 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
p { margin: .25rem 0 .75rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible, button:focus-visible, input:focus-visible, select:focus-visible, summary:focus-visible {
  outline: 2px solid var(--accent); outline-offset: 2px;
}
ul.list { list-style: none; margin: 0; padding: 0; }
ul.list > li { padding: .5rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
ul.list > li:last-child { border-bottom: 0; }
nav a[aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
nav { display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .75rem 0 1.25rem; }
section, .card {
  background: var(--card); border: 1px solid var(--line); border-radius: .6rem; padding: 1rem; margin: 0 0 1rem;
}
table { width: 100%; border-collapse: collapse; font-size: .9rem; font-variant-numeric: tabular-nums; }
.scroll { overflow-x: auto; }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
th { text-align: left; color: var(--soft); font-weight: 500; white-space: nowrap; }
th, td { padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > td { border-bottom: 0; }
code, pre { font: .85rem/1.45 ui-monospace, monospace; }
pre { margin: .25rem 0; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 30rem; overflow-y: auto; }
small, .soft { color: var(--soft); }
form { margin: 0; }
form.inline { display: inline-flex; flex-wrap: wrap; gap: .4rem .6rem; align-items: end; }
form.inline > span { align-self: center; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: .6rem .9rem; }
label { display: grid; gap: .15rem; font-size: .85rem; color: var(--soft); }
label.check { display: flex; align-items: center; gap: .4rem; }
input, select, button { font: inherit; min-height: 2.25rem; border-radius: .4rem; }
input, select {
  width: 100%; color: var(--ink); background: var(--paper); border: 1px solid var(--line); padding: .2rem .5rem;
}
input[type="checkbox"], input[type="radio"] { width: 1.1rem; min-height: 1.1rem; accent-color: var(--accent); }
button {
  padding: .2rem .9rem; cursor: pointer; border: 1px solid var(--accent); background: var(--accent);
  color: var(--on-accent); font-weight: 500;
}
button.quiet { background: transparent; color: var(--accent); }
.actions { display: flex; flex-wrap: wrap; gap: .5rem; margin-top: .75rem; }
.good { color: var(--good); }
.warn { color: var(--warn); }
.bad { color: var(--bad); }
.badge { border: 1px solid currentColor; border-radius: 1rem; padding: 0 .55rem; font-size: .8rem; white-space: nowrap; }
summary .badge { white-space: normal; border-radius: .6rem; }
details[open] > summary { margin-bottom: .5rem; }
section > :first-child { margin-top: 0; }
section > :last-child { margin-bottom: 0; }
td code { overflow-wrap: anywhere; }
td small { white-space: nowrap; }
.scroll + details { margin-top: .75rem; }
summary { cursor: pointer; }
iframe { width: 100%; height: 60vh; border: 1px solid var(--line); border-radius: .4rem; background: #fff; }
.narrow { max-width: 30rem; margin-inline: auto; }
`;
