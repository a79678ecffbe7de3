/// How statements and the page of rules look: on a screen, a phone and paper, light and dark; the colours are those of reports.
enum StatementStyle {
    /// The style sheet.
    static let css: StaticString = """
        :root{--paper:#fff;--ink:#1b1f24;--soft:#5b6570;--line:#d7dce1;--band:#f5f7f9;--head:#eaeef2;--bad:#b42318;--link:#0b57d0}
        @media (prefers-color-scheme:dark){:root{--paper:#14171a;--ink:#e6e9ec;--soft:#9aa5b1;--line:#343b43;--band:#1b1f24;--head:#252b32;--bad:#ff8a80;--link:#8ab4f8}}
        *{box-sizing:border-box}
        body{margin:0 auto;padding:1.5rem;max-width:60rem;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI","Noto Sans","DejaVu Sans",sans-serif}
        h1{margin:0;font-size:1.6rem;line-height:1.25}
        h2{margin:2rem 0 .6rem;padding-bottom:.2rem;font-size:1.25rem;border-bottom:2px solid var(--line)}
        h3{margin:1.6rem 0 .2rem;font-size:1.02rem}
        p{margin:.3rem 0 .5rem;max-width:46rem;color:var(--soft)}
        a{color:var(--link)}
        dl.asked{display:flex;flex-wrap:wrap;gap:.2rem 1.5rem;margin:.5rem 0}
        dl.asked div{display:flex;gap:.4rem}
        dt{color:var(--soft)}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
        dl.cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.7rem;margin:.8rem 0}
        dl.cards div{padding:.6rem .8rem;border:1px solid var(--line);border-radius:6px;background:var(--band)}
        dl.cards dd{font-size:1.2rem;font-variant-numeric:tabular-nums}
        table{width:100%;border-collapse:collapse;font-variant-numeric:tabular-nums}
        th,td{padding:.3rem .6rem;text-align:left;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
        th{font-weight:500}thead th{background:var(--head);font-weight:600;overflow-wrap:normal}
        tfoot th,tfoot td,tr.sum>*{font-weight:700;background:var(--head);border-top:2px solid var(--soft)}
        .n{text-align:right;white-space:nowrap;overflow-wrap:normal}.d{white-space:nowrap;color:var(--soft);width:6.6rem}
        .neg{color:var(--bad)}.r{color:var(--soft);font-size:.85em;white-space:nowrap}
        small{display:block;color:var(--soft)}
        table.account{max-width:34rem}table.rows td[data-l="Yours"]{font-weight:600}
        code,pre{font:12px/1.5 ui-monospace,"DejaVu Sans Mono",monospace;overflow-wrap:anywhere}
        pre{white-space:pre-wrap;padding:.6rem;border:1px solid var(--line);border-radius:6px;background:var(--band)}
        summary{cursor:pointer}
        :target{background:var(--head)}
        @media (max-width:40rem){
        body{padding:.8rem;font-size:14px}
        table.rows thead{display:none}
        table.rows tr{display:flex;flex-wrap:wrap;gap:0 .9rem;padding:.4rem 0;border-bottom:1px solid var(--line)}
        table.rows tfoot tr{background:var(--head);border-top:2px solid var(--soft)}
        table.rows th,table.rows td{padding:.1rem .4rem;border:0;width:auto;background:none}
        table.rows th{flex:1 0 100%}
        table.rows td[data-l]{flex:1 1 3.4rem;text-align:left}
        table.rows td[data-l]::before{display:block;content:attr(data-l);color:var(--soft);font-size:.82em;font-weight:400}
        table.rows td:empty{display:none}
        }
        @media print{
        :root{--paper:#fff;--ink:#000;--soft:#444;--line:#bbb;--band:#fff;--head:#eee;--bad:#8a1c12;--link:#000}
        @page{size:A4;margin:14mm}
        body{padding:0;max-width:none;font-size:9.5pt}
        tr,dl.cards div{break-inside:avoid}h2,h3{break-after:avoid}tfoot{display:table-row-group}
        a{text-decoration:none}
        }

        """
}
