package extract

import (
	"fmt"
	"io"
	"strings"

	"rawabit/loader/arabic"
	"rawabit/schema"
)

// Explain writes, for each sentence of an article, what was seen in it: names,
// dates, predicates with their complements, and why each predicate made a claim
// or none. Sentences with two actors and no claim are marked.
func (e *Engine) Explain(w io.Writer, article schema.Article) error {
	x := &explainer{w: w}
	r := e.newReader(article)
	r.trace = x
	for i, s := range arabic.Sentences(article.Text) {
		if e.boilerplate(s) {
			x.printf("[%d] %s\n    no content\n", i, article.Text[s.Start:s.End])
			continue
		}
		r.read(i, s)
		x.sentence(r)
	}
	r.lateOffices()
	x.claims(r)
	return x.err
}

type explainer struct {
	w      io.Writer
	err    error
	why    map[*pred]string
	before int
}

func (x *explainer) printf(format string, args ...any) {
	if x.err == nil {
		_, x.err = fmt.Fprintf(x.w, format, args...)
	}
}

// note records why a predicate made no claim.
func (r *reader) note(p *pred, why string) {
	if r.trace != nil {
		if r.trace.why == nil {
			r.trace.why = map[*pred]string{}
		}
		r.trace.why[p] = why
	}
}

func (x *explainer) sentence(r *reader) {
	s := r.sent
	x.printf("[%d] %s\n", s.idx, r.text[s.start:s.end])
	actors := map[*entity]bool{}
	for _, m := range r.mentions {
		if m.sent == s.idx {
			actors[m.ent] = true
			x.printf("    name  %s = %s %s\n", r.text[m.start:m.end], m.ent.Type, m.ent.ID)
		}
	}
	for i := range s.dates {
		x.printf("    date  %s = %s %s\n", s.dates[i].Text, s.dates[i].String(), s.dates[i].Kind)
	}
	for _, p := range s.preds {
		x.pred(r, p)
	}
	if made := x.claims(r); made == 0 && len(actors) > 1 {
		x.printf("    NONE  %d actors and no claim\n", len(actors))
	}
}

// claims prints the claims made since it was called last, and counts them.
func (x *explainer) claims(r *reader) int {
	made := 0
	for _, c := range r.claims[min(x.before, len(r.claims)):] {
		made++
		x.printf("    claim %s %s → %s %s–%s %s", c.Type, orNull(c.Source), orNull(c.Target), c.ValidFrom, c.ValidTo, c.Modality)
		if c.Ended {
			x.printf(" ended")
		}
		if c.AttributedTo != "" {
			x.printf(" says %s", c.AttributedTo)
		}
		x.printf("  [%s]\n", c.Evidence.Rule)
	}
	x.before = len(r.claims)
	return made
}

func orNull(id schema.ActorID) string {
	if id == "" {
		return "∅"
	}
	return string(id)
}

func (x *explainer) pred(r *reader, p *pred) {
	kind := "noun"
	switch {
	case p.verb && p.rd.perfect:
		kind = "verb, perfect"
	case p.verb:
		kind = "verb, imperfect"
	case p.rd.part == partActive || p.rd.part == partPassive || p.rd.part == partAdjective:
		kind = "participle"
	}
	x.printf("    word  %s (%s %s)", r.sent.words[p.at].Text, p.lex.lemma, kind)
	put := func(name string, list []*nominal) {
		if len(list) > 0 {
			var texts []string
			for _, n := range list {
				texts = append(texts, r.show1(n))
			}
			x.printf(" %s=%s", name, strings.Join(texts, "+"))
		}
	}
	put("subj", r.subject(p))
	put("obj", r.object(p))
	if p.obj2 != nil {
		put("obj2", p.obj2.all())
	}
	put("by", p.agents)
	for _, a := range p.args {
		put(a.prep, a.n.all())
	}
	for _, d := range p.dates {
		x.printf(" date=%s", r.sent.dates[d].String())
	}
	for name, on := range map[string]bool{"not": p.negated, "will": p.will, "may": p.hedged || p.qad && !p.rd.perfect, "planned": p.planned, "if": p.cond} {
		if on {
			x.printf(" %s", name)
		}
	}
	if p.parent != nil {
		x.printf(" under %s(%s) %s", p.parent.lex.lemma, p.slot, p.parent.lex.oper(p.slot))
	}
	if why := x.why[p]; why != "" {
		x.printf("  ✗ %s", why)
	}
	x.printf("\n")
}

// show1 prints a phrase and the actor that it means.
func (r *reader) show1(n *nominal) string {
	text := n.word
	if n.end > n.start {
		text = cleanName(r.text[n.start:n.end])
	}
	if n.ent != nil {
		return text + "{" + string(n.ent.ID) + "}"
	}
	if n.owner != nil && n.owner.ent != nil {
		return text + "{of " + string(n.owner.ent.ID) + "}"
	}
	return text
}
