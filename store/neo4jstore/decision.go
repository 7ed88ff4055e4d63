package neo4jstore

import (
	"context"

	"rawabit/schema"
)

func decisionProperties(d *schema.Decision) properties {
	p := properties{"id": string(d.ID), "sequence": d.Sequence, "kind": string(d.Kind), "at": d.At.UTC()}
	p.text("by", d.By)
	p.text("note", d.Note)
	p.text("verdict", string(d.Verdict))
	putTexts(p, "claims", d.Claims)
	p.text("type", string(d.Type))
	p.text("source", string(d.Source))
	p.text("target", string(d.Target))
	p.date("validFrom", d.ValidFrom)
	p.date("validTo", d.ValidTo)
	p.text("modality", string(d.Modality))
	p.text("keep", string(d.Keep))
	p.text("drop", string(d.Drop))
	putTexts(p, "mentions", d.Mentions)
	p.text("undoes", string(d.Undoes))
	p.text("of", string(d.Of))
	return p
}

const decisionExpression = "[d.id, d.sequence, d.kind, d.at, d.by, d.note, d.verdict, d.claims, d.type, d.source, d.target, " +
	"d.validFrom, d.validTo, d.modality, d.keep, d.drop, d.mentions, d.undoes, d.of]"

func decodeDecision(v any) schema.Decision {
	c := list(v)
	return schema.Decision{
		ID: schema.DecisionID(text(c[0])), Sequence: number(c[1]), Kind: schema.DecisionKind(text(c[2])), At: moment(c[3]), By: text(c[4]),
		Note: text(c[5]), Verdict: schema.Verdict(text(c[6])), Claims: texts[schema.ClaimID](c[7]), Type: schema.RelationType(text(c[8])),
		Source: schema.ActorID(text(c[9])), Target: schema.ActorID(text(c[10])), ValidFrom: date(c[11]), ValidTo: date(c[12]),
		Modality: schema.Modality(text(c[13])), Keep: schema.ActorID(text(c[14])), Drop: schema.ActorID(text(c[15])),
		Mentions: texts[schema.MentionID](c[16]), Undoes: schema.DecisionID(text(c[17])), Of: schema.RelationType(text(c[18])),
	}
}

// knownDecisions returns the decisions that are committed, in order. They are
// kept, since none is ever changed, and only what was added is read.
func (t *tx) knownDecisions(ctx context.Context) ([]schema.Decision, error) {
	t.store.mu.Lock()
	known := t.store.decisions
	t.store.mu.Unlock()
	last := int64(0)
	if len(known) > 0 {
		last = known[len(known)-1].Sequence
	}
	var fresh []schema.Decision
	err := t.all(ctx, "MATCH (d:Decision) WHERE d.sequence > $last RETURN "+decisionExpression+" ORDER BY d.sequence",
		map[string]any{"last": last}, func(v []any) { fresh = append(fresh, decodeDecision(v[0])) })
	if err != nil || len(fresh) == 0 {
		return known, err
	}
	known = append(known[:len(known):len(known)], fresh...)
	t.store.mu.Lock()
	defer t.store.mu.Unlock()
	if n := len(t.store.decisions); n == 0 || t.store.decisions[n-1].Sequence < known[len(known)-1].Sequence {
		t.store.decisions = known
	}
	return known, nil
}
