package timeline

import (
	"context"
	"fmt"
	"slices"
	"time"

	"rawabit/schema"
)

// alone is Update for imports of relations that were never stored. No rule bears
// on an import and it bears on nothing else, so what is at home in the same units
// is not read: of a busy actor that is thousands of claims. It reports false, and
// does nothing, where there is more to do.
func alone(ctx context.Context, src Source, fresh []schema.Claim, rules *rulings, at time.Time) (delta Delta, done bool, err error) {
	source, ok := src.(Historian)
	if !ok {
		return delta, false, nil
	}
	ids := make([]schema.RelationID, len(fresh))
	for i := range fresh {
		if fresh[i].Kind != schema.Asserted {
			return delta, false, nil
		}
		ids[i] = fresh[i].Relation
	}
	slices.Sort(ids)
	if len(slices.Compact(ids)) < len(fresh) {
		return delta, false, nil
	}
	last, err := source.LastVersions(ctx, ids)
	if err != nil {
		return delta, false, fmt.Errorf("read versions: %w", err)
	}
	if len(last) > 0 {
		return delta, false, nil
	}
	r := newReading(src)
	for i := range fresh {
		for _, c := range r.rule(&fresh[i], rules) {
			u := Home(c.Type, c.Source, c.Target)
			f := r.folders[u]
			if f == nil {
				f = &folder{whole: true}
				r.folders[u] = f
				r.units = append(r.units, u)
			}
			f.add([]*claim{c})
		}
	}
	slices.Sort(r.units)
	if m := memoryOf(src); m != nil {
		for i := range fresh {
			m.drop(filing(&fresh[i], rules))
		}
	}
	return newDiff(r, r.project(), false, at).delta(), true, nil
}

// drop forgets units.
func (m *Memory) drop(units []Unit) {
	for _, u := range units {
		if f := m.recent[u]; f != nil {
			m.held -= f.size + 1
			delete(m.recent, u)
		}
		delete(m.earlier, u)
	}
}
