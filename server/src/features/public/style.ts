/** The whole look of the public pages, inlined: one request, no font to load. Level colours are the law's and stand for levels only. */
export const style = `
:root{--ink:#16202a;--ink2:#4a5763;--line:#dfe3e2;--paper:#fff;--act:#0f5f63;--ex:#6b4bd6;--soft:#f6f7f5}
*{box-sizing:border-box}html{-webkit-text-size-adjust:100%}
body{margin:0 auto;max-width:680px;background:var(--paper);color:var(--ink);font:17px/1.5 "Be Vietnam Pro","Noto Sans",system-ui,sans-serif;font-variant-numeric:tabular-nums}
h1,h2,h3{margin:0;line-height:1.25;font-weight:650}h1{font-size:24px}h2{font-size:19px;margin-bottom:8px}h3{font-size:17px}
a{color:var(--act)}p{margin:0 0 8px}
.ex{background:var(--ex);color:#fff;padding:12px 18px;font-weight:700;font-size:20px;letter-spacing:.04em}.ex span{display:block;font-size:15px;font-weight:400;letter-spacing:0}
.sample{background:#fff6dc;color:#6b4e00;padding:8px 18px;font-size:14px}
.band{padding:16px 18px 18px}.band .row{display:flex;gap:16px;align-items:center}.band .no{font-size:58px;font-weight:700;line-height:1}.who{font-size:14px;margin-top:8px}
.l0{background:#e9ecec;color:#3f4a52}.l1{background:#a9d9f2;color:#0b3c57}.l2{background:#ffe98a;color:#4f3f00}.l3{background:#ff9f43;color:#4a2300}.l4{background:#d92d2d;color:#fff}.l5{background:#7b2fa0;color:#fff}
.sug{outline:3px dashed currentColor;outline-offset:-7px}
.calm{background:#e0efee;color:#0b4a4d}
section,nav.lang{padding:16px 18px;border-bottom:1px solid var(--line)}
ol{margin:0;padding:0;list-style:none;counter-reset:a}ol li{counter-increment:a;display:flex;gap:12px;padding:7px 0;font-size:18px;font-weight:500}
ol li:before{content:counter(a);flex:0 0 30px;height:30px;border-radius:50%;background:var(--ink);color:#fff;display:grid;place-items:center;font-size:15px}
.sh{padding:12px 14px;border:1px solid var(--line);border-radius:10px;margin-top:8px}.mut{color:var(--ink2)}.s{font-size:14px}
.call{display:grid;grid-template-columns:1fr 1fr;gap:10px}.call a{display:block;text-align:center;padding:12px 6px;border-radius:10px;border:2px solid var(--ink);color:var(--ink);text-decoration:none;font-weight:700;font-size:20px;min-height:48px}.call a span{display:block;font-size:13px;font-weight:400}
.call a.first{grid-column:1/-1;background:#b3261e;border-color:#b3261e;color:#fff}
form{display:flex;gap:8px}input{flex:1;min-width:0;font:inherit;padding:11px 12px;border:1px solid #8a949b;border-radius:8px}button{font:inherit;font-weight:600;padding:11px 18px;border:0;border-radius:8px;background:var(--act);color:#fff;min-height:48px}
ul.list{list-style:none;margin:8px 0 0;padding:0}ul.list li{border-top:1px solid var(--line)}ul.list a{display:flex;gap:12px;align-items:center;min-height:52px;padding:8px 0;color:inherit;text-decoration:none}
.lv{display:inline-grid;place-items:center;min-width:34px;height:34px;border-radius:7px;font-weight:700;font-size:17px}.lv.sug{outline-width:2px;outline-offset:-4px}
.cols{columns:2;column-gap:18px}.cols li{break-inside:avoid}
a:focus-visible,button:focus-visible,input:focus-visible{outline:3px solid var(--act);outline-offset:2px}
.ok{border-left:5px solid #1f7a4d;padding-left:13px}.mark{white-space:pre-line}
@media(max-width:360px){.cols{columns:1}}@media print{.call,form{display:none}body{max-width:none}}
`.trim()
