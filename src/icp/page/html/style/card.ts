/** The seller card: questions on the left, the no on the right. */
export const CARD = `
.asked th{position:relative;padding-left:1.375rem}
.asked thead th:first-child{padding-left:0}
.asked input{top:.375rem;border-radius:.125rem}
.asked label{cursor:pointer}
.asked .points{font-weight:600}
.card .beside{row-gap:1rem}
.card .sum{margin-top:.75rem;white-space:normal}
.sum .whole,.sum .of{margin-right:.75rem}
.card form p+p{margin-top:.375rem}
.card h3{margin-bottom:.25rem}
.card ul+h3,.card p+h3{margin-top:.75rem}
.card li{padding:.0625rem 0}
blockquote{border-left:2px solid var(--line);padding-left:.75rem}
@media print{.card ul+h3,.card p+h3{margin-top:.375rem}.asked input{top:.25rem}}
`;
