/** Dots with whiskers, the level scale, the market meter, the curve. */
export const CHARTS = `
.chart{position:relative}
.dot{position:absolute;left:0;top:0;width:calc(100% - 1rem);height:100%;overflow:visible}
.base{stroke:var(--soft);stroke-width:1;stroke-dasharray:2 2;opacity:.75}
.whisker{stroke:var(--soft);stroke-width:1.5}
circle{fill:var(--paper);stroke:var(--soft);stroke-width:1.5}
.above circle{fill:var(--accent);stroke:var(--accent)}
.above .whisker{stroke:var(--accent)}
.below circle{fill:var(--soft);stroke:var(--soft)}
.axis{position:relative;display:block;height:1.125rem;white-space:nowrap;font-size:.75rem;color:var(--soft)}
.axis span{position:absolute}
.axis .average{transform:translateX(-50%)}
.axis .end{right:0}
@media screen and (max-width:34rem){th.chart .end,.levels.cycles .chart{display:none}.levels tbody th .light{display:block}}
th.chart .axis{margin-right:.5rem}

.levels caption{margin-bottom:.25rem}
.levels th{white-space:nowrap}
.levels td,.levels tbody th{padding-top:.1875rem;padding-bottom:.1875rem}
.levels .chart{width:36%}
.levels tr.high circle{fill:var(--high);stroke:var(--high)}
.levels tr.medium circle{fill:var(--medium);stroke:var(--medium)}
.levels tr.low circle{fill:var(--low);stroke:var(--low)}
.level{font-weight:600;white-space:nowrap}
.level::before{content:"";display:inline-block;width:.5rem;height:.5rem;margin-right:.375rem;background:var(--low)}
.level.high::before{background:var(--high)}
.level.medium::before{background:var(--medium)}
.level.unknown::before{background:none;border:1px solid var(--soft)}
.ruler{display:flex;list-style:none;padding:0;flex:1}
.ruler li{border-top:.25rem solid var(--low);padding-top:.25rem;font-size:.8125rem;white-space:nowrap}
.ruler li.medium{border-color:var(--medium)}
.ruler li.high{border-color:var(--high)}
.ruler .level::before{display:none}
.zone{fill:var(--soft);opacity:.16}
.tried .chart{width:42%}
.tried circle{fill:var(--accent);stroke:var(--accent)}
.meter svg{display:block;width:100%;height:1.5rem;overflow:visible}
.meter .zone{fill:var(--accent)}
.meter circle{fill:var(--accent);stroke:var(--accent)}
.meter .whisker,.axis-line{stroke:var(--accent)}
.axis-line{stroke:var(--line)}
.meter{margin:.25rem 0 .5rem}
.answer strong{font-size:1.375rem}
.plot{position:relative}
.plot svg{display:block;width:100%;height:6rem;overflow:visible}
.plot polygon{fill:var(--accent);opacity:.16}
.plot polyline{fill:none;stroke:var(--accent);stroke-width:2}
.plot line,.plot polyline{vector-effect:non-scaling-stroke}
.plot .cut{stroke:var(--line)}
.plot span{position:absolute;left:0;font-size:.75rem;line-height:1.4}
.plot .top{top:0}
`;
