package record

import (
	"cmp"
	"context"
	"slices"
	"sync"
	"time"

	"rawabit/schema"
	"rawabit/store/adjacency"
	"rawabit/timeline"
)

// Ledger keeps in maps what a store keeps. It has one writer, whose transactions
// run from one Commit or Rollback to the next; readers may look at any time, but
// see what is not committed yet.
type Ledger struct {
	mu   sync.RWMutex
	undo []func() // takes back the open transaction, last step first

	memory *timeline.Memory

	articles   map[schema.ArticleID]*schema.Article
	recorded   map[schema.ArticleID]int64 // in microseconds
	byDay      []*schema.Article          // newest first, then by id
	mentions   map[schema.MentionID]*schema.Mention
	mentionsOf map[schema.ArticleID][]*schema.Mention
	mentionOf  map[schema.ActorID]map[schema.ArticleID]bool
	actors     map[schema.ActorID]*schema.Actor
	within     map[schema.ActorID][]schema.ActorID // what lies directly in a place
	claims     map[schema.ClaimID]*schema.Claim
	claimLog   []*schema.Claim
	claimsOf   map[schema.ArticleID][]schema.ClaimID
	naming     map[schema.ActorID][]schema.ClaimID
	assertions map[schema.RelationID][]schema.ClaimID
	filed      map[timeline.Unit][]schema.ClaimID
	filings    map[schema.ClaimID][]timeline.Unit
	current    map[schema.RelationID]*Version
	atHome     map[timeline.Unit][]schema.RelationID
	last       map[schema.RelationID]*Version // the newest version
	versions   []*Version
	relationOf map[schema.ClaimID][]schema.RelationID
	decisions  []schema.Decision
	changes    []*schema.Change
	changesOf  map[schema.RelationID][]*schema.Change
}

// remembered is how many claims updates keep for those that follow.
const remembered = 1 << 18

// Memory is part of timeline.Rememberer.
func (l *Ledger) Memory() *timeline.Memory { return l.memory }

// NewLedger returns an empty ledger.
func NewLedger() *Ledger {
	return &Ledger{
		memory:   timeline.NewMemory(remembered),
		articles: map[schema.ArticleID]*schema.Article{}, recorded: map[schema.ArticleID]int64{},
		mentions: map[schema.MentionID]*schema.Mention{}, mentionsOf: map[schema.ArticleID][]*schema.Mention{},
		mentionOf: map[schema.ActorID]map[schema.ArticleID]bool{},
		actors:    map[schema.ActorID]*schema.Actor{}, within: map[schema.ActorID][]schema.ActorID{},
		claims: map[schema.ClaimID]*schema.Claim{}, claimsOf: map[schema.ArticleID][]schema.ClaimID{},
		naming: map[schema.ActorID][]schema.ClaimID{}, assertions: map[schema.RelationID][]schema.ClaimID{},
		filed: map[timeline.Unit][]schema.ClaimID{}, filings: map[schema.ClaimID][]timeline.Unit{},
		current: map[schema.RelationID]*Version{}, atHome: map[timeline.Unit][]schema.RelationID{},
		last: map[schema.RelationID]*Version{}, relationOf: map[schema.ClaimID][]schema.RelationID{},
		changesOf: map[schema.RelationID][]*schema.Change{},
	}
}

// Commit makes what was put since the last Commit or Rollback stay.
func (l *Ledger) Commit() { l.undo = nil }

// Rollback takes back what was put since the last Commit or Rollback.
func (l *Ledger) Rollback() {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, step := range slices.Backward(l.undo) {
		step()
	}
	l.undo = nil
	l.memory.Forget()
}

// put sets an entry of a map of the ledger, and remembers the former one.
func put[K comparable, V any](l *Ledger, m map[K]V, key K, value V) {
	former, had := m[key]
	m[key] = value
	l.undo = append(l.undo, func() {
		if had {
			m[key] = former
		} else {
			delete(m, key)
		}
	})
}

// push appends to a list in a map. Readers may hold the former list.
func push[K comparable, V any](l *Ledger, m map[K][]V, key K, value V) {
	put(l, m, key, append(m[key], value))
}

// remove takes a value out of a list in a map.
func remove[K, V comparable](l *Ledger, m map[K][]V, key K, value V) {
	put(l, m, key, slices.DeleteFunc(slices.Clone(m[key]), func(v V) bool { return v == value }))
}

// PutArticles is part of Tx.
func (l *Ledger) PutArticles(_ context.Context, articles []schema.Article, at time.Time) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	former := l.byDay
	l.undo = append(l.undo, func() { l.byDay = former })
	l.byDay = slices.Clone(l.byDay)
	for i := range articles {
		a := articles[i]
		put(l, l.articles, a.ID, &a)
		put(l, l.recorded, a.ID, at.UnixMicro())
		l.byDay = append(l.byDay, &a)
	}
	slices.SortFunc(l.byDay, newestFirst)
	return nil
}

func newestFirst(a, b *schema.Article) int {
	return cmp.Or(cmp.Compare(b.Published.Earliest(), a.Published.Earliest()), cmp.Compare(a.ID, b.ID))
}

// PutActors is part of Tx.
func (l *Ledger) PutActors(_ context.Context, actors []schema.Actor) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range actors {
		a := actors[i]
		was := l.actors[a.ID]
		if was != nil && was.Within != a.Within && was.Within != "" {
			remove(l, l.within, was.Within, a.ID)
		}
		if a.Within != "" && (was == nil || was.Within != a.Within) {
			push(l, l.within, a.Within, a.ID)
		}
		put(l, l.actors, a.ID, &a)
	}
	return nil
}

// PutMentions is part of Tx.
func (l *Ledger) PutMentions(_ context.Context, mentions []schema.Mention) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for i := range mentions {
		m := mentions[i]
		put(l, l.mentions, m.ID, &m)
		push(l, l.mentionsOf, m.Article, &m)
		in := l.mentionOf[m.Actor]
		if in == nil {
			in = map[schema.ArticleID]bool{}
			put(l, l.mentionOf, m.Actor, in)
		}
		put(l, in, m.Article, true)
	}
	return nil
}

// PutClaims is part of Tx.
func (l *Ledger) PutClaims(_ context.Context, claims []Filed) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	former := l.claimLog
	l.undo = append(l.undo, func() { l.claimLog = former })
	for _, f := range claims {
		f.Claim.Sequence = int64(len(l.claimLog) + 1)
		c := *f.Claim
		l.claimLog = append(l.claimLog, &c)
		put(l, l.claims, c.ID, &c)
		if c.Article != "" {
			push(l, l.claimsOf, c.Article, c.ID)
		}
		if c.Kind == schema.Asserted {
			push(l, l.assertions, c.Relation, c.ID)
		}
		named := map[schema.ActorID]bool{"": true}
		for _, id := range actorsOf(&c) {
			if !named[id] {
				named[id] = true
				push(l, l.naming, id, c.ID)
			}
		}
		l.file(c.ID, f.Units)
	}
	return nil
}

func actorsOf(c *schema.Claim) []schema.ActorID {
	ids := []schema.ActorID{c.Source, c.Target}
	for _, role := range c.Roles {
		ids = append(ids, role.Actor)
	}
	return ids
}

func (l *Ledger) file(id schema.ClaimID, units []timeline.Unit) {
	have := slices.Clone(l.filings[id])
	for _, u := range units {
		if !slices.Contains(have, u) {
			have = append(have, u)
			push(l, l.filed, u, id)
		}
	}
	put(l, l.filings, id, have)
}

// File is part of Tx.
func (l *Ledger) File(_ context.Context, claims []Filed) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, f := range claims {
		l.file(f.Claim.ID, f.Units)
	}
	return nil
}

// NextDecision is part of Tx.
func (l *Ledger) NextDecision(context.Context) (int64, error) {
	return int64(len(l.decisions) + 1), nil
}

// PutDecision is part of Tx.
func (l *Ledger) PutDecision(_ context.Context, d schema.Decision) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	former := l.decisions
	l.undo = append(l.undo, func() { l.decisions = former })
	l.decisions = append(l.decisions, d)
	return nil
}

// Apply is part of Tx.
func (l *Ledger) Apply(_ context.Context, delta *timeline.Delta) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	versions, changes := l.versions, l.changes
	l.undo = append(l.undo, func() { l.versions, l.changes = versions, changes })
	next := make(map[schema.RelationID]*schema.Relation, len(delta.Relations))
	for i := range delta.Relations {
		next[delta.Relations[i].ID] = &delta.Relations[i]
	}
	former := make(map[schema.RelationID][]schema.ClaimID, len(delta.Retired))
	for i := range delta.Retired {
		r := &delta.Retired[i]
		former[r.ID] = r.Claims
		l.retire(r, next[r.ID])
	}
	for i := range delta.Relations {
		v := &Version{Relation: delta.Relations[i]}
		put(l, l.current, v.ID, v)
		put(l, l.last, v.ID, v)
		l.versions = append(l.versions, v)
		push(l, l.atHome, timeline.Home(v.Type, v.Source, v.Target), v.ID)
		come, gone := adjacency.ClaimsMoved(former[v.ID], v.Claims)
		for _, id := range come {
			push(l, l.relationOf, id, v.ID)
		}
		for _, id := range gone {
			remove(l, l.relationOf, id, v.ID)
		}
	}
	for i := range delta.Changes {
		delta.Changes[i].Cursor = int64(len(l.changes) + 1)
		c := delta.Changes[i]
		l.changes = append(l.changes, &c)
		push(l, l.changesOf, c.Relation, &c)
	}
	return nil
}

// retire makes a version a past one.
func (l *Ledger) retire(r, next *schema.Relation) {
	if was := l.current[r.ID]; was != nil {
		former := *was
		was.RetractedAt = r.RetractedAt // what it points at is the ledger's own
		if next != nil {
			if was.Before = adjacency.ClaimsBefore(r, next.Claims); was.Before != "" {
				was.Claims = nil
			}
		}
		delete(l.current, r.ID)
		l.undo = append(l.undo, func() {
			*was = former
			l.current[r.ID] = was
		})
	}
	remove(l, l.atHome, timeline.Home(r.Type, r.Source, r.Target), r.ID)
	if next != nil {
		return // what becomes of its claims, the next version tells
	}
	for _, id := range r.Claims {
		remove(l, l.relationOf, id, r.ID)
	}
}
