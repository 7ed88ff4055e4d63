package adjacency

import (
	"encoding/binary"
	"slices"

	"rawabit/schema"
)

// A fact that many articles tell has a long list of claims, and a new version
// with every further one. So the list of a past version is kept as what tells it
// from the list of the next version: a few bytes in place of thousands. Every
// sixteenth version keeps its list, so that no list is far from one.

// fullEvery is the distance between versions that keep their lists.
const fullEvery = 16

// shortList is the number of claims up to which a list is kept as it is.
const shortList = 4

// ClaimsBefore tells the claims of a past version by those of the next one. It
// returns "" where the list is better kept as it is.
func ClaimsBefore(past *schema.Relation, next []schema.ClaimID) string {
	if past.Version%fullEvery == 0 || len(past.Claims) <= shortList {
		return ""
	}
	if diff, ok := grown(past.Claims, next); ok {
		return diff
	}
	have := make(map[schema.ClaimID]bool, len(past.Claims))
	for _, id := range past.Claims {
		have[id] = true
	}
	// The positions of the next list that the past one lacks, each from the one
	// before, then the claims that only the past one has, with their positions.
	var skips, extra []byte
	skipped, last := 0, 0
	var rest []schema.ClaimID
	for i, id := range next {
		if have[id] {
			rest = append(rest, id)
			continue
		}
		skips = binary.AppendUvarint(skips, uint64(i-last))
		last = i
		skipped++
	}
	extras := 0
	for i, id := range past.Claims {
		if i-extras < len(rest) && rest[i-extras] == id {
			continue
		}
		extra = binary.AppendUvarint(extra, uint64(i))
		extra = binary.AppendUvarint(extra, uint64(len(id)))
		extra = append(extra, id...)
		extras++
	}
	diff := binary.AppendUvarint(nil, uint64(skipped))
	diff = append(diff, skips...)
	diff = binary.AppendUvarint(diff, uint64(extras))
	diff = append(diff, extra...)
	if len(diff) >= 16*len(past.Claims) || !slices.Equal(ClaimsOfDiff(string(diff), next), past.Claims) {
		return "" // in another order, or hardly alike
	}
	return string(diff)
}

// grown is ClaimsBefore for the common case: the next list has all that the past
// one has, in its order, and more.
func grown(past, next []schema.ClaimID) (diff string, ok bool) {
	most := 16 * len(past)
	var skips []byte
	skipped, last := 0, 0
	for i, id := range next {
		if len(past) > 0 && id == past[0] {
			past = past[1:]
			continue
		}
		skipped++
		skips = binary.AppendUvarint(skips, uint64(i-last))
		last = i
	}
	if len(past) > 0 {
		return "", false
	}
	b := append(append(binary.AppendUvarint(nil, uint64(skipped)), skips...), 0)
	if len(b) >= most {
		return "", true
	}
	return string(b), true
}

// ClaimsMoved returns the claims that came between two versions of a relation,
// and those that went.
func ClaimsMoved(past, next []schema.ClaimID) (come, gone []schema.ClaimID) {
	if len(past) > 0 && len(next) > 0 && past[0] == next[0] {
		rest := past
		for _, id := range next {
			if len(rest) > 0 && id == rest[0] {
				rest = rest[1:]
			} else {
				come = append(come, id)
			}
		}
		if len(rest) == 0 {
			return come, nil
		}
	}
	was, is := setOf(past), setOf(next)
	without := func(list []schema.ClaimID, others map[schema.ClaimID]bool) []schema.ClaimID {
		return slices.DeleteFunc(slices.Clone(list), func(id schema.ClaimID) bool { return others[id] })
	}
	return without(next, was), without(past, is)
}

func setOf(ids []schema.ClaimID) map[schema.ClaimID]bool {
	set := make(map[schema.ClaimID]bool, len(ids))
	for _, id := range ids {
		set[id] = true
	}
	return set
}

// ClaimsOfDiff returns the claims of a past version from what ClaimsBefore told
// and the claims of the next version.
func ClaimsOfDiff(diff string, next []schema.ClaimID) []schema.ClaimID {
	in := rest(diff)
	list := make([]schema.ClaimID, 0, len(next))
	at := 0
	skip := 0
	for n := in.number(); n > 0; n-- {
		skip += in.number()
		if skip > len(next) {
			break
		}
		list = append(list, next[at:skip]...)
		at = skip + 1
	}
	if at < len(next) {
		list = append(list, next[at:]...)
	}
	for n := in.number(); n > 0; n-- {
		i := in.number()
		list = slices.Insert(list, min(i, len(list)), schema.ClaimID(in.text()))
	}
	return list
}
