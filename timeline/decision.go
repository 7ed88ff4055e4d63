package timeline

import (
	"slices"

	"rawabit/schema"
)

// Filing returns the units that a store files a claim under: those of the claim
// as it stands and those of the claim as the decisions leave it, home first. With
// no decisions it is Units. A store files a claim when it records it, under the
// merges in force, and files it again, in addition, when a decision is taken that
// bears on it; it never takes a filing back.
func Filing(c *schema.Claim, decisions []schema.Decision) []Unit {
	return filing(c, newRulings(decisions))
}

func filing(c *schema.Claim, rules *rulings) []Unit {
	units := Units(c)
	if len(rules.steps) == 0 {
		return units
	}
	ruled := rules.apply(c)
	for _, u := range Units(ruled.Claim) {
		if !slices.Contains(units, u) {
			units = append(units, u)
		}
	}
	return units
}

// Resolve returns the actor that an actor is, under the merges among the
// decisions.
func Resolve(id schema.ActorID, decisions []schema.Decision) schema.ActorID {
	for _, d := range inForce(decisions) {
		if d.Kind == schema.DecideMerge && d.Drop == id {
			id = d.Keep
		}
	}
	return id
}

// Bears reports whether a decision, taken after the others, makes a difference
// to a claim: a store files such a claim again and recomputes its units. A review
// bears on the claims that it lists, a merge on those that name the actor that
// goes, by themselves or by a correction, and an undoing on what the undone one
// bears on.
func Bears(d *schema.Decision, c *schema.Claim, others []schema.Decision) bool {
	was := newRulings(others).apply(c)
	is := newRulings(append(slices.Clone(others), *d)).apply(c)
	return !was.equal(&is)
}

// rulings is what the decisions in force say, in their order.
type rulings struct {
	steps   []schema.Decision
	merges  []int                    // indexes of the steps that are about every claim
	byClaim map[schema.ClaimID][]int // indexes of the steps that are about one claim
}

func newRulings(decisions []schema.Decision) *rulings {
	r := &rulings{byClaim: map[schema.ClaimID][]int{}}
	for _, d := range inForce(decisions) {
		switch d.Kind {
		case schema.DecideMerge:
			d.Keep = r.resolve(d.Keep)
			if d.Keep == d.Drop {
				continue
			}
			r.merges = append(r.merges, len(r.steps))
		case schema.DecideReview, schema.DecideSplit:
			d.Source, d.Target = r.resolve(d.Source), r.resolve(d.Target)
			for _, id := range d.Claims {
				r.byClaim[id] = append(r.byClaim[id], len(r.steps))
			}
		default:
			continue
		}
		r.steps = append(r.steps, d)
	}
	return r
}

// inForce returns the decisions that are not undone, in order, undoings left
// out. An undoing can be undone.
func inForce(decisions []schema.Decision) []schema.Decision {
	sorted := slices.Clone(decisions)
	slices.SortStableFunc(sorted, func(a, b schema.Decision) int { return int(a.Sequence - b.Sequence) })
	undone := map[schema.DecisionID]bool{}
	for _, d := range slices.Backward(sorted) {
		if d.Kind == schema.DecideUndo && !undone[d.ID] {
			undone[d.Undoes] = true
		}
	}
	return slices.DeleteFunc(sorted, func(d schema.Decision) bool { return d.Kind == schema.DecideUndo || undone[d.ID] })
}

func (r *rulings) resolve(id schema.ActorID) schema.ActorID {
	for _, i := range r.merges {
		if m := r.steps[i]; m.Drop == id {
			id = m.Keep
		}
	}
	return id
}

// ruling is a claim as the decisions leave it: with the last verdict on it, and
// in order the reviews of states that it opens by rule.
type ruling struct {
	*schema.Claim
	verdict schema.Verdict
	opened  []*schema.Decision
}

// apply returns a claim as the decisions leave it, without changing the claim.
func (r *rulings) apply(c *schema.Claim) ruling {
	if len(r.steps) == 0 {
		return ruling{Claim: c}
	}
	changed := *c
	ruled := ruling{Claim: &changed}
	about := slices.Concat(r.merges, r.byClaim[c.ID])
	slices.Sort(about)
	for _, i := range about {
		switch d := &r.steps[i]; d.Kind {
		case schema.DecideMerge:
			replaceActor(ruled.Claim, d.Drop, d.Keep)
		case schema.DecideSplit:
			replaceActor(ruled.Claim, d.Keep, d.Drop)
		case schema.DecideReview:
			ruled.review(d)
		}
	}
	ruled.Canonical()
	return ruled
}

// equal reports whether two rulings on one claim are the same.
func (r *ruling) equal(o *ruling) bool {
	return r.Type == o.Type && r.Source == o.Source && r.Target == o.Target && r.Modality == o.Modality &&
		r.ValidFrom == o.ValidFrom && r.ValidTo == o.ValidTo && r.DateBasis == o.DateBasis && r.Ended == o.Ended &&
		r.verdict == o.verdict && slices.Equal(r.Roles, o.Roles) &&
		slices.EqualFunc(r.opened, o.opened, func(a, b *schema.Decision) bool { return a.ID == b.ID })
}

func (r *ruling) review(d *schema.Decision) {
	if d.Of != "" && d.Of != r.Type {
		r.opened = append(r.opened, d)
		return
	}
	r.verdict = d.Verdict
	if d.Verdict == schema.Correct {
		correct(r.Claim, d)
	}
}

// replaceActor puts an actor in the place of another, wherever the claim names
// it.
func replaceActor(c *schema.Claim, from, to schema.ActorID) {
	if c.Source == from {
		c.Source = to
	}
	if c.Target == from {
		c.Target = to
	}
	if slices.ContainsFunc(c.Roles, func(r schema.Role) bool { return r.Actor == from }) {
		c.Roles = slices.Clone(c.Roles)
		for i := range c.Roles {
			if c.Roles[i].Actor == from {
				c.Roles[i].Actor = to
			}
		}
	}
}

// correct puts a reviewer's values in the place of the claim's. An event of one
// date that is given another beginning only moves with it.
func correct(c *schema.Claim, d *schema.Decision) {
	if d.Type != "" {
		c.Type = d.Type
	}
	if d.Source != "" {
		c.Source = d.Source
	}
	if d.Target != "" {
		c.Target = d.Target
	}
	if d.Modality != "" {
		c.Modality = d.Modality
	}
	if !d.ValidFrom.IsZero() {
		if d.ValidTo.IsZero() && !c.Type.IsState() && (c.ValidTo == c.ValidFrom || c.ValidTo.Latest() < d.ValidFrom.Earliest()) {
			c.ValidTo = d.ValidFrom
		}
		c.ValidFrom = d.ValidFrom
	}
	if !d.ValidTo.IsZero() {
		c.ValidTo = d.ValidTo
		c.Ended = c.Ended || c.Type.IsState()
	}
	if !c.ValidFrom.IsZero() && !c.ValidTo.IsZero() && c.ValidTo.Latest() < c.ValidFrom.Earliest() {
		// Of two dates that exclude each other the one that was given stands.
		if d.ValidFrom.IsZero() {
			c.ValidFrom = schema.Date{}
		} else {
			c.ValidTo = schema.Date{}
		}
	}
	if !d.ValidFrom.IsZero() || !d.ValidTo.IsZero() {
		c.DateBasis = schema.BasisExplicit
	}
}
