package adjacency

import (
	"encoding/binary"
	"strings"
	"sync/atomic"
	"time"

	"rawabit/schema"
)

// packed is a version of a relation in a third of its size. What few relations
// have, or few questions need, stands in rest. The ends, the type, the modality
// and the times are with the edge.
type packed struct {
	id           schema.RelationID
	rest         atomic.Pointer[string] // see pack; replaced once when the version becomes a past one
	confidence   float64
	validFrom    schema.Date
	validTo      schema.Date
	attestedFrom schema.Date
	attestedTo   schema.Date
	endedBy      schema.Date
	version      int32
	sources      int32
	ended        bool
	contested    bool
	// whole is the unpacked version while it is among those read last.
	whole atomic.Pointer[schema.Relation]
}

// pack fills p from a version, whose claims may be told by ClaimsBefore.
func (p *packed) pack(r *schema.Relation, before string) {
	p.id, p.confidence = r.ID, r.Confidence
	p.validFrom, p.validTo = r.ValidFrom, r.ValidTo
	p.attestedFrom, p.attestedTo, p.endedBy = r.AttestedFrom, r.AttestedTo, r.EndedBy
	p.version, p.sources = int32(r.Version), int32(r.Sources)
	p.ended, p.contested = r.Ended, r.Contested
	text := packRest(r, before)
	p.rest.Store(&text)
}

// packRest writes the rest of a version: whether its claims are told by those of
// the next one, and what has no field of its own.
func packRest(r *schema.Relation, before string) string {
	var space [512]byte
	b := space[:0]
	text := func(s string) {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	text(before)
	text(string(r.DateBasis))
	if before == "" {
		b = binary.AppendUvarint(b, uint64(len(r.Claims)))
		for _, id := range r.Claims {
			text(string(id))
		}
	}
	if r.Quote != "" || r.Article != "" || r.Reviewed != "" || r.FulfilledBy != "" || r.Office != "" || len(r.Roles) > 0 || len(r.Aliases) > 0 {
		text(string(r.Reviewed))
		text(string(r.FulfilledBy))
		text(r.Office)
		text(r.Quote)
		text(string(r.Article))
		b = binary.AppendUvarint(b, uint64(len(r.Roles)))
		for _, role := range r.Roles {
			text(role.Name)
			text(string(role.Actor))
		}
		b = binary.AppendUvarint(b, uint64(len(r.Aliases)))
		for _, id := range r.Aliases {
			text(string(id))
		}
	}
	return string(b)
}

// rest reads what pack wrote.
type rest string

func (r *rest) number() int {
	n, shift := 0, 0
	for i := 0; i < len(*r); i++ {
		c := (*r)[i]
		n |= int(c&0x7f) << shift
		if shift += 7; c < 0x80 {
			*r = (*r)[i+1:]
			return n
		}
	}
	return 0
}

// text returns a part of the text that is read, which is not copied.
func (r *rest) text() string {
	n := min(r.number(), len(*r))
	s := string((*r)[:n])
	*r = (*r)[n:]
	return s
}

// unpack makes the whole version again, but for ends, type, modality and times.
// next returns the claims of the next version, for a past one that is told by
// them.
func (p *packed) unpack(r *schema.Relation, next func() []schema.ClaimID) {
	r.ID, r.Confidence = p.id, p.confidence
	r.ValidFrom, r.ValidTo = p.validFrom, p.validTo
	r.AttestedFrom, r.AttestedTo, r.EndedBy = p.attestedFrom, p.attestedTo, p.endedBy
	r.Version, r.Sources = int(p.version), int(p.sources)
	r.Ended, r.Contested = p.ended, p.contested
	in := rest(*p.rest.Load())
	before := in.text()
	r.DateBasis = schema.DateBasis(in.text())
	if before != "" {
		r.Claims = ClaimsOfDiff(before, next())
	} else if n := in.number(); n > 0 {
		r.Claims = make([]schema.ClaimID, n)
		for i := range r.Claims {
			r.Claims[i] = schema.ClaimID(in.text())
		}
	}
	if in == "" {
		return
	}
	r.Reviewed = schema.Verdict(in.text())
	r.FulfilledBy = schema.RelationID(in.text())
	r.Office = in.text()
	r.Quote = in.text()
	r.Article = schema.ArticleID(in.text())
	if n := in.number(); n > 0 {
		r.Roles = make([]schema.Role, n)
		for i := range r.Roles {
			r.Roles[i] = schema.Role{Name: in.text(), Actor: schema.ActorID(in.text())}
		}
	}
	if n := in.number(); n > 0 {
		r.Aliases = make([]schema.RelationID, n)
		for i := range r.Aliases {
			r.Aliases[i] = schema.RelationID(in.text())
		}
	}
}

// wholeVersions is how many unpacked versions are kept.
const wholeVersions = 1 << 17

// recent remembers the numbers of the versions that were unpacked last.
type recent struct {
	next  atomic.Uint32
	slots [wholeVersions]atomic.Uint32 // number + 1
}

// relation returns a whole version, without the time of its retirement. It is
// shared by all that read it.
func (v *versions) relation(n uint32) *schema.Relation {
	p := v.packs.at(n)
	if r := p.whole.Load(); r != nil {
		return r
	}
	r := v.unpack(n)
	p.whole.Store(r)
	slot := v.recent.next.Add(1) % wholeVersions
	if old := v.recent.slots[slot].Swap(n + 1); old != 0 {
		v.packs.at(old - 1).whole.Store(nil)
	}
	return r
}

func (v *versions) unpack(n uint32) *schema.Relation {
	e := v.edge(n)
	r := &schema.Relation{
		Type: schema.RelationTypes()[e.kind].Type, Modality: sharedModalities[e.modality],
		Source: *v.actorIDs.at(e.source), Target: *v.actorIDs.at(e.target), RecordedAt: microTime(e.recorded),
	}
	v.packs.at(n).unpack(r, func() []schema.ClaimID { return v.unpack(e.next() - 1).Claims })
	return r
}

func microTime(micros int64) time.Time {
	if t := time.UnixMicro(micros).UTC(); !t.IsZero() {
		return t
	}
	return time.Time{}
}

// id returns the id of a version's relation.
func (v *versions) id(n uint32) string { return string(v.packs.at(n).id) }

func (v *versions) byID(a, b uint32) int {
	if a == b {
		return 0
	}
	if c := strings.Compare(v.id(a), v.id(b)); c != 0 {
		return c
	}
	if a < b {
		return -1
	}
	return 1
}
