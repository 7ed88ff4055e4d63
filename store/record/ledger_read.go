package record

import (
	"context"
	"maps"
	"slices"

	"rawabit/schema"
	"rawabit/timeline"
)

// Claims is part of timeline.Source.
func (l *Ledger) Claims(_ context.Context, units []timeline.Unit) ([]schema.Claim, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var out []schema.Claim
	seen := map[schema.ClaimID]bool{}
	for _, u := range units {
		for _, id := range l.filed[u] {
			if !seen[id] {
				seen[id] = true
				out = append(out, *l.claims[id])
			}
		}
	}
	return out, nil
}

// Relations is part of timeline.Source.
func (l *Ledger) Relations(_ context.Context, units []timeline.Unit) ([]schema.Relation, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var out []schema.Relation
	for _, u := range units {
		for _, id := range l.atHome[u] {
			out = append(out, l.current[id].Relation)
		}
	}
	return out, nil
}

// Decisions is part of timeline.Source.
func (l *Ledger) Decisions(_ context.Context, claims []schema.ClaimID) ([]schema.Decision, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	if len(l.decisions) == 0 {
		return nil, nil
	}
	about := make(map[schema.ClaimID]bool, len(claims))
	for _, id := range claims {
		about[id] = true
	}
	var out []schema.Decision
	for _, d := range l.decisions {
		if BindsActors(&d) || slices.ContainsFunc(d.Claims, func(id schema.ClaimID) bool { return about[id] }) {
			out = append(out, d)
		}
	}
	return out, nil
}

// BindsActors reports whether a decision merges actors, or undoes that: such a
// one bears on claims that come later, too.
func BindsActors(d *schema.Decision) bool {
	return d.Kind == schema.DecideMerge || d.Kind == schema.DecideUndo && len(d.Claims) == 0
}

// Merges is part of Tx.
func (l *Ledger) Merges(context.Context) ([]schema.Decision, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var out []schema.Decision
	for _, d := range l.decisions {
		if BindsActors(&d) {
			out = append(out, d)
		}
	}
	return out, nil
}

// Containers is part of timeline.Source.
func (l *Ledger) Containers(_ context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := map[schema.ActorID][]schema.ActorID{}
	for _, place := range places {
		var chain []schema.ActorID
		for a := l.actors[place]; a != nil && a.Within != "" && a.Within != place && !slices.Contains(chain, a.Within); a = l.actors[a.Within] {
			chain = append(chain, a.Within)
		}
		if len(chain) > 0 {
			out[place] = chain
		}
	}
	return out, nil
}

// Contents is part of timeline.Source.
func (l *Ledger) Contents(_ context.Context, places []schema.ActorID) (map[schema.ActorID][]schema.ActorID, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := map[schema.ActorID][]schema.ActorID{}
	for _, place := range places {
		seen := map[schema.ActorID]bool{place: true}
		for queue := []schema.ActorID{place}; len(queue) > 0; queue = queue[1:] {
			for _, id := range l.within[queue[0]] {
				if !seen[id] {
					seen[id] = true
					out[place] = append(out[place], id)
					queue = append(queue, id)
				}
			}
		}
	}
	return out, nil
}

// LastVersions is part of timeline.Historian.
func (l *Ledger) LastVersions(_ context.Context, ids []schema.RelationID) (map[schema.RelationID]int, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := map[schema.RelationID]int{}
	for _, id := range ids {
		if r := l.last[id]; r != nil {
			out[id] = r.Version
		}
	}
	return out, nil
}

// StoredArticles is part of Tx.
func (l *Ledger) StoredArticles(_ context.Context, ids []schema.ArticleID) (map[schema.ArticleID]bool, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := map[schema.ArticleID]bool{}
	for _, id := range ids {
		if l.articles[id] != nil {
			out[id] = true
		}
	}
	return out, nil
}

// pick returns copies of the entries of a map.
func pick[K comparable, V any](l *Ledger, m map[K]*V, keys []K) map[K]V {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := make(map[K]V, len(keys))
	for _, k := range keys {
		if v := m[k]; v != nil {
			out[k] = *v
		}
	}
	return out
}

// StoredActors is part of Tx.
func (l *Ledger) StoredActors(_ context.Context, ids []schema.ActorID) (map[schema.ActorID]schema.Actor, error) {
	return pick(l, l.actors, ids), nil
}

// StoredClaims is part of Tx.
func (l *Ledger) StoredClaims(_ context.Context, ids []schema.ClaimID) (map[schema.ClaimID]schema.Claim, error) {
	return pick(l, l.claims, ids), nil
}

// StoredMentions is part of Tx.
func (l *Ledger) StoredMentions(_ context.Context, actor schema.ActorID, ids []schema.MentionID) (map[schema.MentionID]schema.Mention, error) {
	found := pick(l, l.mentions, ids)
	maps.DeleteFunc(found, func(_ schema.MentionID, m schema.Mention) bool { return m.Actor != actor })
	return found, nil
}

// StoredDecision is part of Tx.
func (l *Ledger) StoredDecision(_ context.Context, id schema.DecisionID) (*schema.Decision, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	for i := range l.decisions {
		if l.decisions[i].ID == id {
			d := l.decisions[i]
			return &d, nil
		}
	}
	return nil, nil
}

// Assertions is part of Tx.
func (l *Ledger) Assertions(_ context.Context, relations []schema.RelationID) (map[schema.RelationID][]schema.Claim, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	out := map[schema.RelationID][]schema.Claim{}
	for _, id := range relations {
		if list := l.assertions[id]; len(list) > 0 {
			out[id] = l.copies(list)
		}
	}
	return out, nil
}

func (l *Ledger) copies(ids []schema.ClaimID) []schema.Claim {
	out := make([]schema.Claim, len(ids))
	for i, id := range ids {
		out[i] = *l.claims[id]
	}
	return out
}

// ClaimsNaming is part of Tx.
func (l *Ledger) ClaimsNaming(_ context.Context, actors []schema.ActorID) ([]schema.Claim, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var ids []schema.ClaimID
	for _, id := range actors {
		ids = append(ids, l.naming[id]...)
	}
	slices.Sort(ids)
	return l.copies(slices.Compact(ids)), nil
}

// ClaimsOf is part of Tx.
func (l *Ledger) ClaimsOf(_ context.Context, article schema.ArticleID) ([]schema.Claim, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	return l.copies(l.claimsOf[article]), nil
}

// Filings is part of Tx.
func (l *Ledger) Filings(_ context.Context, claims []schema.ClaimID) ([]timeline.Unit, error) {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var units []timeline.Unit
	for _, id := range claims {
		units = append(units, l.filings[id]...)
	}
	slices.Sort(units)
	return slices.Compact(units), nil
}
