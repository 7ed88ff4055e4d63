package embedded

import (
	"bytes"
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"io/fs"
	"math"
	"os"
	"slices"

	"rawabit/schema"
	"rawabit/store"
	"rawabit/store/record"
)

// Scan reads a file from end to end without the graph in memory: what exports and
// backups need of it. It shows the state of when it was opened.
type Scan struct {
	archive
	db      *sql.DB
	reading statements
}

var _ store.Scanner = (*Scan)(nil)

// OpenScan opens a file that exists (NOT_FOUND) for a scan. Others may write into
// it meanwhile.
func OpenScan(ctx context.Context, path string) (*Scan, error) {
	if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
		return nil, schema.Errorf(schema.CodeNotFound, "there is no store at %s: name another with --store, or load something first", path)
	}
	if err := check(path); err != nil {
		return nil, err
	}
	if err := prepare(ctx, path); err != nil {
		return nil, failure(ctx, err)
	}
	s := &Scan{db: connect(path, false)}
	s.reading.on = s.db
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		_ = s.db.Close()
		return nil, failure(ctx, err)
	}
	s.archive = archive{querier: querier{&s.reading, tx}, d: dec{shared: map[string]string{}}}
	return s, nil
}

// prepare brings the layout of a file up to date.
func prepare(ctx context.Context, path string) error {
	db := connect(path, true)
	defer func() { _ = db.Close() }()
	conn, err := db.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	return layout(ctx, conn, path)
}

// Close ends the scan.
func (s *Scan) Close() error {
	return errors.Join(s.tx.Rollback(), s.reading.close(), s.db.Close())
}

// Dump is part of store.Archive.
func (s *Scan) Dump(ctx context.Context, yield func(*store.Transaction) error) error {
	return failure(ctx, record.Dump(ctx, s.content(), yield))
}

// places are the rows of a table in an order: by rank, then key, then id. Millions
// of them must not take much room.
type places struct {
	list []place
	text []byte // keys and ids
}

type place struct {
	n       int64 // of the row
	at      int64 // in text: the key, then the id
	rank    int32
	key, id uint16 // their lengths
}

func (p *places) add(n, rank int64, key, id string) {
	key, id = key[:min(len(key), math.MaxUint16)], id[:min(len(id), math.MaxUint16)]
	p.list = append(p.list, place{n: n, at: int64(len(p.text)), rank: int32(rank), key: uint16(len(key)), id: uint16(len(id))})
	p.text = append(append(p.text, key...), id...)
}

func (p *places) sort() {
	part := func(at int64, length uint16) []byte { return p.text[at : at+int64(length)] }
	slices.SortFunc(p.list, func(a, b place) int {
		if a.rank != b.rank {
			return cmp.Compare(a.rank, b.rank)
		}
		return cmp.Or(bytes.Compare(part(a.at, a.key), part(b.at, b.key)),
			bytes.Compare(part(a.at+int64(a.key), a.id), part(b.at+int64(b.key), b.id)))
	})
}

// EachActor is part of store.Scanner.
func (s *Scan) EachActor(ctx context.Context, f func(*schema.Actor) error) error {
	var list places
	var body sql.RawBytes
	err := s.each(ctx, func(rows *sql.Rows) error {
		var n int64
		if err := rows.Scan(&n, &body); err != nil {
			return err
		}
		var a schema.Actor
		err := s.d.actor(body, &a)
		list.add(n, 0, a.Name, string(a.ID))
		return err
	}, `SELECT n, body FROM actors`)
	if err != nil {
		return failure(ctx, err)
	}
	return failure(ctx, inOrder(ctx, s, &list, `SELECT n, body FROM actors WHERE n IN (SELECT value FROM json_each(?))`, s.d.actor,
		func(page []*schema.Actor) error {
			for _, a := range page {
				if err := f(a); err != nil {
					return err
				}
			}
			return nil
		}))
}

// EachRelation is part of store.Scanner.
func (s *Scan) EachRelation(ctx context.Context, f store.Filter, sel store.RelationSelection, give func(*store.RelationNode) error) error {
	if !f.Plain() {
		return schema.Errorf(schema.CodeInvalid, "a scan knows types, modalities and days only")
	}
	var list places
	var body sql.RawBytes
	err := s.each(ctx, func(rows *sql.Rows) error {
		var n int64
		if err := rows.Scan(&n, &body); err != nil {
			return err
		}
		var r schema.Relation
		if _, err := s.d.relation(body, &r); err != nil {
			return err
		}
		if f.Match(&r) {
			list.add(n, store.DateAsc.Rank(&r), "", string(r.ID))
		}
		return nil
	}, `SELECT n, body FROM relations WHERE n NOT IN (SELECT n FROM retirements)`)
	if err != nil {
		return failure(ctx, err)
	}
	decode := func(b []byte, r *schema.Relation) error {
		_, err := s.d.relation(b, r)
		return err
	}
	return failure(ctx, inOrder(ctx, s, &list, `SELECT n, body FROM relations WHERE n IN (SELECT value FROM json_each(?))`, decode,
		func(page []*schema.Relation) error {
			nodes, err := s.nodes(ctx, page, &sel)
			for i := 0; i < len(nodes) && err == nil; i++ {
				err = give(nodes[i])
			}
			return err
		}))
}

// inOrder sorts places, and hands out what stands there, a page at a time.
func inOrder[T any](ctx context.Context, s *Scan, list *places, query string, decode func([]byte, *T) error, give func(page []*T) error) error {
	list.sort()
	for part := range slices.Chunk(list.list, archivePage) {
		numbers := make([]int64, len(part))
		at := make(map[int64]int, len(part))
		for i := range part {
			numbers[i], at[part[i].n] = part[i].n, i
		}
		argument, _ := json.Marshal(numbers) // numbers always have a JSON form
		page := make([]*T, len(part))
		var body sql.RawBytes
		err := s.each(ctx, func(rows *sql.Rows) error {
			var n int64
			if err := rows.Scan(&n, &body); err != nil {
				return err
			}
			page[at[n]] = new(T)
			return decode(body, page[at[n]])
		}, query, string(argument))
		if err != nil {
			return err
		}
		if err := give(page); err != nil {
			return err
		}
	}
	return nil
}

// nodes adds to relations what is selected.
func (s *Scan) nodes(ctx context.Context, page []*schema.Relation, sel *store.RelationSelection) ([]*store.RelationNode, error) {
	nodes := make([]*store.RelationNode, len(page))
	for i, r := range page {
		nodes[i] = &store.RelationNode{Relation: r}
	}
	if sel.Source != nil || sel.Target != nil {
		var ids []schema.ActorID
		for _, r := range page {
			ids = append(ids, r.Source, r.Target)
		}
		slices.Sort(ids)
		actors, err := s.actors(ctx, slices.Compact(ids))
		if err != nil {
			return nil, err
		}
		for _, n := range nodes {
			source, target := actors[n.Relation.Source], actors[n.Relation.Target]
			n.Source, n.Target = &store.ActorNode{Actor: &source}, &store.ActorNode{Actor: &target}
		}
	}
	for range sel.Evidence {
		if err := s.evidence(ctx, nodes); err != nil {
			return nil, err
		}
	}
	return nodes, nil
}

// evidence adds the best piece of evidence of each relation.
func (s *Scan) evidence(ctx context.Context, nodes []*store.RelationNode) error {
	lib := &library{querier: s.querier, claims: newCache[schema.ClaimID, *schema.Claim](cached), heads: newCache[schema.ArticleID, *schema.Article](cached)}
	for _, n := range nodes {
		var list []store.EvidenceNode
		if n.Relation.Article != "" && len(n.Relation.Claims) > 0 {
			claims, err := lib.Claims(ctx, n.Relation.Claims[:1])
			if err != nil {
				return err
			}
			articles, err := lib.Articles(ctx, int64(schema.MaxDay)<<30, []schema.ArticleID{n.Relation.Article}, false)
			if err != nil {
				return err
			}
			if a := articles[n.Relation.Article]; a != nil && len(claims) > 0 {
				list = []store.EvidenceNode{{Claim: claims[0], Article: &store.ArticleNode{Article: a}}}
			}
		}
		n.Evidence = append(n.Evidence, list)
	}
	return nil
}
