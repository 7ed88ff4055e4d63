package script

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"rawabit/schema"
	"rawabit/store"
)

// decide asks the store for a decision and remembers it.
func (r *run) decide(ctx context.Context, d schema.Decision, values map[string]string) error {
	d.By, d.Note = "editor", values["note"]
	made, _, err := r.store.Decide(ctx, d)
	if err != nil {
		return err
	}
	r.asked = append(r.asked, d)
	if name := values["as"]; name != "" {
		r.decisions[name] = made.ID
	}
	return nil
}

// one finds the one current relation of a description.
func (r *run) one(ctx context.Context, words []string) (*schema.Relation, error) {
	p, err := r.pattern(words)
	if err != nil {
		return nil, err
	}
	nodes, err := r.relations(ctx, store.Filter{})
	if err != nil {
		return nil, err
	}
	var found []*store.RelationNode
	for _, n := range nodes {
		if p.matches(thingOfNode(n)) {
			found = append(found, n)
		}
	}
	if len(found) != 1 {
		return nil, fmt.Errorf("%d relations are of that description; there are:\n%s", len(found), list(thingsOf(nodes)))
	}
	return found[0].Relation, nil
}

func (r *run) review(ctx context.Context, verdict string, words []string) error {
	var tail []string
	if i := slices.Index(words, ":"); i >= 0 {
		words, tail = words[:i], words[i+1:]
	}
	rest, values := options(tail)
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		_, option := options([]string{w})
		for _, key := range []string{"as", "note"} {
			if v, ok := option[key]; ok {
				values[key] = v
				return true
			}
		}
		return false
	})
	if len(rest) > 0 {
		return fmt.Errorf("what is corrected is given as key=value, not as %q", rest[0])
	}
	rel, err := r.one(ctx, words)
	if err != nil {
		return err
	}
	d := schema.Decision{
		Kind: schema.DecideReview, Verdict: map[string]schema.Verdict{"confirm": schema.Confirm, "reject": schema.Reject, "correct": schema.Correct}[verdict],
		Of: rel.Type, Claims: rel.Claims, Type: schema.RelationType(values["type"]), Modality: schema.Modality(values["modality"]),
	}
	if d.ValidFrom, err = schema.ParseDate(values["from"]); err != nil {
		return err
	}
	if d.ValidTo, err = schema.ParseDate(values["to"]); err != nil {
		return err
	}
	if d.Source, err = r.actor(values["source"]); err != nil {
		return err
	}
	if d.Target, err = r.actor(values["target"]); err != nil {
		return err
	}
	return r.decide(ctx, d, values)
}

func (r *run) merge(ctx context.Context, words []string) error {
	rest, values := options(words)
	if len(rest) != 2 {
		return errors.New("the form is: merge KEEP DROP")
	}
	keep, err := r.actor(rest[0])
	if err != nil {
		return err
	}
	drop, err := r.actor(rest[1])
	if err != nil {
		return err
	}
	return r.decide(ctx, schema.Decision{Kind: schema.DecideMerge, Keep: keep, Drop: drop}, values)
}

func (r *run) split(ctx context.Context, words []string) error {
	rest, values := options(words)
	if len(rest) != 2 {
		return errors.New("the form is: split ACTOR ARTICLE [into=ACTOR]")
	}
	id, err := r.actor(rest[0])
	if err != nil {
		return err
	}
	into, err := r.actor(values["into"])
	if err != nil {
		return err
	}
	a, err := r.article(rest[1])
	if err != nil {
		return err
	}
	d := schema.Decision{Kind: schema.DecideSplit, Keep: id, Drop: into}
	for _, m := range a.Mentions {
		if m.Actor == id {
			d.Mentions = append(d.Mentions, m.ID)
		}
	}
	return r.decide(ctx, d, values)
}

func (r *run) undo(ctx context.Context, words []string) error {
	rest, values := options(words)
	if len(rest) != 1 || r.decisions[rest[0]] == "" {
		return errors.New("the form is: undo NAME, the name of a decision")
	}
	return r.decide(ctx, schema.Decision{Kind: schema.DecideUndo, Undoes: r.decisions[rest[0]]}, values)
}

func (r *run) importOne(ctx context.Context, words []string) error {
	rest, values := options(words)
	d, err := r.describe(append(rest, flagsOf(values)...))
	if err != nil {
		return err
	}
	if values["id"] == "" {
		return errors.New("an import needs id=ID")
	}
	rel := schema.Relation{
		ID: schema.RelationID(values["id"]), Type: d.typ, Source: d.source, Target: d.target,
		ValidFrom: d.dates.from, ValidTo: d.dates.to, Modality: d.modality, Ended: d.ended, Confidence: 0.8,
	}
	if err := r.store.Import(ctx, nil, []schema.Relation{rel}); err != nil {
		return err
	}
	r.imports = append(r.imports, rel)
	return nil
}

func flagsOf(values map[string]string) []string {
	if values["ended"] != "" {
		return []string{"ended"}
	}
	return nil
}
