package timeline

import (
	"context"

	"rawabit/schema"
)

// rule returns a claim as the decisions leave it; none if it was rejected.
func (r *reading) rule(c *schema.Claim, rules *rulings) []*claim {
	if known, ok := r.seen[c.ID]; ok {
		return known
	}
	var left []*claim
	if c.Kind == schema.Registered && c.Type == schema.PartOf {
		left = []*claim{newClaim(ruling{Claim: c})}
	} else if ruled := rules.apply(c); ruled.verdict != schema.Reject && ruled.Type.Valid() && ruled.Modality.Valid() {
		left = []*claim{newClaim(ruled)}
	}
	r.seen[c.ID] = left
	return left
}

// take opens the folders of units: those that the memory has get what is new,
// the others are read.
func (r *reading) take(ctx context.Context, units []Unit) error {
	var missing []Unit
	for _, u := range units {
		if r.folders[u] != nil {
			continue
		}
		var f *folder
		if r.memory != nil {
			f = r.memory.get(u)
		}
		if f == nil {
			missing = append(missing, u)
			continue
		}
		if fresh := r.fresh[u]; len(fresh) > 0 {
			f.add(fresh)
			r.memory.held += len(fresh)
		}
		r.open(u, f)
	}
	if len(missing) == 0 {
		return nil
	}
	filed, err := r.load(ctx, missing)
	if err != nil {
		return err
	}
	for _, u := range missing {
		f := &folder{whole: true}
		f.add(filed[u])
		if r.memory != nil {
			r.memory.put(u, f)
		}
		r.open(u, f)
	}
	return nil
}

// open takes a folder, and what it says of parts.
func (r *reading) open(u Unit, f *folder) {
	r.folders[u] = f
	r.registry.note(f.parts)
}

// load reads the claims filed under units and applies the decisions to them.
func (r *reading) load(ctx context.Context, units []Unit) (map[Unit][]*claim, error) {
	claims, err := r.src.Claims(ctx, units)
	if err != nil {
		return nil, err
	}
	var ids []schema.ClaimID
	for i := range claims {
		if _, known := r.seen[claims[i].ID]; !known {
			ids = append(ids, claims[i].ID)
		}
	}
	rules := newRulings(nil)
	if len(ids) > 0 {
		decisions, err := r.src.Decisions(ctx, ids)
		if err != nil {
			return nil, err
		}
		rules = newRulings(decisions)
	}
	filed := make(map[Unit][]*claim, len(units))
	for _, u := range units {
		filed[u] = nil
	}
	for i := range claims {
		for _, c := range r.rule(&claims[i], rules) {
			for _, u := range r.unitsFor(c) {
				if list, wanted := filed[u]; wanted {
					filed[u] = append(list, c)
				}
			}
		}
	}
	return filed, nil
}

// ends is what the units of a claim without roles depend on.
type ends struct {
	kind           schema.ClaimKind
	typ            schema.RelationType
	source, target schema.ActorID
}

// unitsFor is Units, remembered: most claims of a unit have the same ends.
func (r *reading) unitsFor(c *claim) []Unit {
	if len(c.Roles) > 0 || c.Kind == schema.Asserted {
		return c.units()
	}
	e := ends{c.Kind, c.Type, c.Source, c.Target}
	units, ok := r.unitsOf[e]
	if !ok {
		units = c.units()
		r.unitsOf[e] = units
	}
	return units
}
