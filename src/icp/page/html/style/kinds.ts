/** The kinds of companies that are won, side by side. */
export const KINDS = `
.kinds .of-2,.kinds .of-3{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1rem 2.5rem;align-items:start}
.kinds .of-3{grid-template-columns:minmax(0,1fr) minmax(0,1fr) minmax(0,1fr);column-gap:2rem}
.kinds h3{font-size:.9375rem;margin-bottom:.125rem}
.kinds h3 .light{font-weight:400;font-size:.8125rem}
.kinds article p+p{margin-top:.25rem}
.kinds details{margin-top:.375rem}
.apart{margin:.375rem 0}
@media screen and (max-width:60rem){.kinds .of-2,.kinds .of-3{grid-template-columns:minmax(0,1fr)}}
@media print{.kinds .of-2,.kinds .of-3{row-gap:.375rem;column-gap:2rem}.kinds article p+p{margin-top:.125rem}}
`;
