"""Warning phrases to topics: precision and recall on the phrases the patterns were tuned on, and on those held out."""
from __future__ import annotations
import hashlib, sys
from pathlib import Path
from data.warnings.classification import classify
FILE=Path(__file__).with_name('warning_phrases.tsv')
def held(p): return int(hashlib.sha256(p.encode()).hexdigest(),16)%3==0
def rows():
    for l in FILE.read_text().splitlines():
        if l.startswith('#') or not l: continue
        p,t=l.split('\t'); 
        yield p,t
def gold(t):
    out={}
    if t=='-': return out
    for x in t.split():
        x,_,how=x.partition('@'); x,_,sev=x.partition(':'); out[x]=(sev or None, how or None)
    return out
def run(part, show):
    tp=fp=fn=0; q=qs=qm=0
    for p,t in rows():
        if held(p)!=part: continue
        g=gold(t); got={c.topic:(c.severity and str(c.severity), c.how and str(c.how)) for c in classify(p) if c.topic}
        tp+=len(g.keys()&got.keys()); fp+=len(got.keys()-g.keys()); fn+=len(g.keys()-got.keys())
        bad=[]
        for k in g.keys()&got.keys():
            q+=1; qs+=g[k][0]==got[k][0]; qm+=g[k][1]==got[k][1]
            if g[k]!=got[k]: bad.append((k,g[k],got[k]))
        if show and (g.keys()!=got.keys() or bad): print(p,'| missing',sorted(g.keys()-got.keys()),'extra',sorted(got.keys()-g.keys()),bad or '')
    print('held' if part else 'dev', f'P {tp/(tp+fp):.3f} R {tp/(tp+fn):.3f} n={q} sev {qs/q:.3f} how {qm/q:.3f}')
run(False, '-v' in sys.argv)
