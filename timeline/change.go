package timeline

import (
	"cmp"
	"slices"
	"strings"

	"rawabit/schema"
)

// everySource is the number of sources up to which each further one is told; past
// it, each doubling is.
const everySource = 8

// WorldChanges returns the changes of the world that relations amount to: an
// event of modality ACTUAL happened, a state of modality ACTUAL opened, and
// closed if it is over. They are a function of the relations alone, so that any
// order of arrival ends with the same. Their ids are hashes of kind, fact and
// date; a feed, which tells what it knew when, has ids of its own.
func WorldChanges(relations []schema.Relation) []schema.Change {
	var changes []schema.Change
	for i := range relations {
		after := relations[i]
		for _, kind := range worldKinds(&after) {
			date := validDate(kind, &after)
			changes = append(changes, schema.Change{
				ID:   schema.ChangeID(schema.HashID("h", string(kind), string(after.ID), date.String())),
				Kind: kind, Relation: after.ID, After: &after, ValidDate: date, Claims: after.Claims, RecordedAt: after.RecordedAt,
			})
		}
	}
	sortChanges(changes)
	return changes
}

// worldKinds returns the changes of the world that a relation amounts to.
func worldKinds(r *schema.Relation) []schema.ChangeKind {
	switch {
	case r.Modality != schema.Actual:
		return nil
	case !r.Type.IsState():
		return []schema.ChangeKind{schema.Happened}
	case r.Ended:
		return []schema.ChangeKind{schema.Opened, schema.Closed}
	}
	return []schema.ChangeKind{schema.Opened}
}

func validDate(kind schema.ChangeKind, r *schema.Relation) schema.Date {
	switch {
	case r == nil:
		return schema.Date{}
	case kind == schema.Closed:
		return r.ValidTo
	case kind == schema.Happened && r.ValidFrom.IsZero():
		return r.ValidTo
	}
	return r.ValidFrom
}

// kindOrder is the order in which changes of one day are told.
func kindOrder() [7]schema.ChangeKind {
	return [...]schema.ChangeKind{
		schema.Retracted, schema.Happened, schema.Opened, schema.Revised, schema.Closed, schema.Confirmed, schema.Contradicted,
	}
}

// sortChanges puts changes into the order in which they are told: as the world
// changed, undated ones last.
func sortChanges(changes []schema.Change) {
	day := func(c *schema.Change) schema.Day {
		if c.ValidDate.IsZero() {
			return schema.MaxDay
		}
		return c.ValidDate.Earliest()
	}
	order := kindOrder()
	slices.SortFunc(changes, func(a, b schema.Change) int {
		return cmp.Or(
			cmp.Compare(day(&a), day(&b)),
			cmp.Compare(slices.Index(order[:], a.Kind), slices.Index(order[:], b.Kind)),
			strings.Compare(string(a.Relation), string(b.Relation)),
		)
	})
}

// kindsBetween returns how a fact changed between the versions that were current
// before, of which the first goes on, and the one that is current now, in the
// order of kindOrder.
func kindsBetween(before []*schema.Relation, after *schema.Relation) []schema.ChangeKind {
	told := map[schema.ChangeKind]bool{}
	for _, r := range before {
		for _, kind := range worldKinds(r) {
			told[kind] = true
		}
	}
	fresh := map[schema.ChangeKind]bool{}
	for _, kind := range worldKinds(after) {
		if !told[kind] {
			fresh[kind] = true
		}
	}
	if len(before) == 0 {
		// What is announced, possible or denied is new to us and changes no world.
		fresh[schema.Revised] = after.Modality != schema.Actual
		fresh[schema.Contradicted] = after.Contested
	} else {
		was := before[0]
		fresh[schema.Revised] = revised(was, after, fresh[schema.Closed])
		fresh[schema.Confirmed] = confirmed(before, after)
		fresh[schema.Contradicted] = after.Contested && !was.Contested
	}
	var kinds []schema.ChangeKind
	for _, kind := range kindOrder() {
		if fresh[kind] {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// revised reports whether what we know of a fact changed otherwise than by a
// further source: its type, ends, roles, dates or modality, the fact that
// fulfils it, or a contradiction that is no more. What its closing explains is
// not told again.
func revised(was, is *schema.Relation, closed bool) bool {
	end := was.ValidTo != is.ValidTo || was.Ended != is.Ended || is.ValidTo.IsZero() && was.EndedBy != is.EndedBy
	if closed && (was.ValidTo.IsZero() || was.ValidTo == is.ValidTo) {
		end = false
	}
	return end || was.ValidFrom != is.ValidFrom || was.Type != is.Type || was.Source != is.Source || was.Target != is.Target ||
		was.Modality != is.Modality || was.FulfilledBy == "" && is.FulfilledBy != "" || was.FulfilledBy != "" && is.FulfilledBy == "" ||
		was.Contested && !is.Contested || !slices.Equal(was.Roles, is.Roles) ||
		is.Reviewed != was.Reviewed && is.Reviewed == schema.Correct
}

// confirmed reports whether a further independent source is worth telling, or a
// reviewer confirmed the fact.
func confirmed(before []*schema.Relation, is *schema.Relation) bool {
	was := 0
	for _, r := range before {
		was = max(was, r.Sources)
	}
	if is.Reviewed == schema.Confirm && before[0].Reviewed != schema.Confirm {
		return true
	}
	if is.Sources <= was {
		return false
	}
	for mark := everySource; ; mark *= 2 {
		if was < mark {
			return is.Sources >= mark || mark == everySource
		}
	}
}
