package export

import (
	"cmp"
	"context"
	"errors"
	"hash/maphash"
	"io"
	"slices"

	"rawabit/schema"
	"rawabit/store"
)

// ImportOptions says how a graph is taken in. Zero values are the defaults.
type ImportOptions struct {
	Batch    int            // relations a transaction, 10,000
	Progress func(done int) // told the lines that are stored
}

// ImportTally counts what an import took in.
type ImportTally struct {
	Actors, Relations int
	// Odd counts, by type, the relations whose ends the table of relation types
	// does not allow. They are taken as they stand.
	Odd []store.TypeCount
	// Loops counts the relations of an actor with itself, which were left out: the
	// graph has none.
	Loops int
}

// maxFindings is how many bad lines are told one by one.
const maxFindings = 10

// Findings are the bad lines of a file: the first few of them, and how many
// there are.
type Findings struct {
	Lines []*LineError
	Total int
	// Open counts the relations that name an actor which no line above brings:
	// whether the store holds it is not known when Check has no store.
	Open int
}

func (f *Findings) add(line int, err error) {
	if f.Total++; len(f.Lines) < maxFindings {
		f.Lines = append(f.Lines, &LineError{line, err})
	}
}

// Check reads a graph without storing it, and returns the lines that cannot be
// imported. Actors that it does not bring are asked for with known, which may be
// nil: then they count as known.
func Check(ctx context.Context, in io.Reader, known store.Reader) (Findings, error) {
	var found Findings
	c := newChecker(known)
	err := lines(in, func(line int, data []byte) error {
		if line%1024 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		one, err := parseLine(data)
		if err == nil {
			err = c.check(ctx, &one)
		}
		if err != nil && (schema.ErrorCode(err) == schema.CodeUnavailable || schema.ErrorCode(err) == schema.CodeTimeout) {
			return err
		}
		if err != nil {
			found.add(line, err)
		}
		return nil
	})
	var long *LineError
	if errors.As(err, &long) {
		found.add(long.Line, long.Err)
		err = nil
	}
	found.Open = c.open
	return found, err
}

// Import takes in a graph, a batch a transaction. Actors must stand before the
// relations that name them, or be stored. It ends at the first bad line with a
// [*LineError]; what the batches before it brought is stored then, and bringing
// it again changes nothing.
func Import(ctx context.Context, in io.Reader, to store.Store, o ImportOptions) (ImportTally, error) {
	i := &importer{to: to, o: o, checker: newChecker(to)}
	i.o.Batch = cmp.Or(i.o.Batch, 10_000)
	err := lines(in, func(line int, data []byte) error {
		one, err := parseLine(data)
		if err == nil {
			err = i.checker.check(ctx, &one)
		}
		if err != nil {
			return &LineError{line, err}
		}
		return i.take(ctx, one)
	})
	if err == nil {
		err = i.flush(ctx)
	}
	i.tally.Odd = i.checker.odd()
	return i.tally, err
}

type importer struct {
	to        store.Store
	o         ImportOptions
	checker   *checker
	actors    []schema.Actor
	relations []schema.Relation
	tally     ImportTally
}

func (i *importer) take(ctx context.Context, one record) error {
	if one.actor != nil {
		i.actors = append(i.actors, *one.actor)
	} else if one.relation.Source == one.relation.Target {
		i.tally.Loops++
	} else {
		i.relations = append(i.relations, *one.relation)
	}
	if len(i.actors)+len(i.relations) < i.o.Batch {
		return nil
	}
	return i.flush(ctx)
}

func (i *importer) flush(ctx context.Context) error {
	if len(i.actors)+len(i.relations) == 0 {
		return nil
	}
	if err := i.to.Import(ctx, i.actors, i.relations); err != nil {
		return err
	}
	i.tally.Actors += len(i.actors)
	i.tally.Relations += len(i.relations)
	// The store keeps what it was given: the next batch has room of its own.
	i.actors, i.relations = nil, nil
	if i.o.Progress != nil {
		i.o.Progress(i.tally.Actors + i.tally.Relations)
	}
	return nil
}

// checker knows the types of the actors that were named, and counts odd ends.
type checker struct {
	known  store.Reader
	seed   maphash.Seed
	types  map[uint64]uint8 // by the hash of the id: an index into actorTypes, from 1
	counts map[schema.RelationType]int
	open   int
}

func newChecker(known store.Reader) *checker {
	return &checker{known: known, seed: maphash.MakeSeed(), types: map[uint64]uint8{}, counts: map[schema.RelationType]int{}}
}

func (c *checker) check(ctx context.Context, one *record) error {
	if one.actor != nil {
		c.learn(one.actor.ID, one.actor.Type)
		return nil
	}
	r := one.relation
	source, err := c.typeOf(ctx, r, r.Source)
	if err != nil {
		return err
	}
	target, err := c.typeOf(ctx, r, r.Target)
	if err != nil {
		return err
	}
	for _, role := range r.Roles {
		if _, err := c.typeOf(ctx, r, role.Actor); err != nil {
			return err
		}
	}
	if r.Source == r.Target {
		return nil
	}
	if schema.ValidateEnds(r.Type, source, target) != nil {
		c.counts[r.Type]++
	}
	return nil
}

func (c *checker) learn(id schema.ActorID, t schema.ActorType) {
	c.types[maphash.String(c.seed, string(id))] = uint8(slices.Index(schema.ActorTypes(), t)) + 1
}

// typeOf returns the type of an actor that a relation names, "" when nobody can
// say.
func (c *checker) typeOf(ctx context.Context, r *schema.Relation, id schema.ActorID) (schema.ActorType, error) {
	if n := c.types[maphash.String(c.seed, string(id))]; n > 0 {
		return schema.ActorTypes()[n-1], nil
	}
	if c.known == nil {
		c.open++
		return "", nil
	}
	stored, err := c.known.Actor(ctx, store.ActorQuery{ID: id})
	if err != nil {
		return "", err
	}
	if stored == nil {
		return "", schema.Errorf(schema.CodeInvalid, "relation %s names the actor %q, which no line above brings and the store does not hold", r.ID, id)
	}
	c.learn(id, stored.Type)
	return stored.Type, nil
}

// odd returns the counts in the order of the vocabulary.
func (c *checker) odd() []store.TypeCount {
	var out []store.TypeCount
	for _, info := range schema.RelationTypes() {
		if n := c.counts[info.Type]; n > 0 {
			out = append(out, store.TypeCount{Type: info.Type, Count: n})
		}
	}
	return out
}
