package embedded

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"strings"
	"sync"
)

// statements prepares each statement once, on the writer's one connection or for
// all connections of the readers.
type statements struct {
	on interface {
		PrepareContext(ctx context.Context, query string) (*sql.Stmt, error)
	}
	mu   sync.Mutex
	made map[string]*sql.Stmt
}

func (s *statements) get(ctx context.Context, query string) (*sql.Stmt, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if stmt := s.made[query]; stmt != nil {
		return stmt, nil
	}
	stmt, err := s.on.PrepareContext(ctx, query)
	if err != nil {
		return nil, err
	}
	if s.made == nil {
		s.made = map[string]*sql.Stmt{}
	}
	s.made[query] = stmt
	return stmt, nil
}

// close finalizes the statements: a connection that has one left over is not
// closed in earnest, and its log stays beside the file.
func (s *statements) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	var err error
	for _, stmt := range s.made {
		err = errors.Join(err, stmt.Close())
	}
	s.made = nil
	return err
}

// querier runs statements: the writer's, the readers', or the readers' inside a
// transaction that holds one state.
type querier struct {
	statements *statements
	tx         *sql.Tx // nil outside
}

func (q querier) stmt(ctx context.Context, query string) (*sql.Stmt, error) {
	stmt, err := q.statements.get(ctx, query)
	if err != nil || q.tx == nil {
		return stmt, err
	}
	return q.tx.StmtContext(ctx, stmt), nil
}

// each runs a query and calls visit for every row.
func (q querier) each(ctx context.Context, visit func(rows *sql.Rows) error, query string, args ...any) error {
	stmt, err := q.stmt(ctx, query)
	if err != nil {
		return err
	}
	rows, err := stmt.QueryContext(ctx, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		if err := visit(rows); err != nil {
			return err
		}
	}
	return rows.Err()
}

// one runs a query for at most one row and reports whether there was one.
func (q querier) one(ctx context.Context, into []any, query string, args ...any) (bool, error) {
	found := false
	err := q.each(ctx, func(rows *sql.Rows) error {
		found = true
		return rows.Scan(into...)
	}, query, args...)
	return found, err
}

func (q querier) exec(ctx context.Context, query string, args ...any) error {
	stmt, err := q.stmt(ctx, query)
	if err != nil {
		return err
	}
	_, err = stmt.ExecContext(ctx, args...)
	return err
}

// jsonList writes ids as the argument of json_each.
func jsonList[T ~string](ids []T) string {
	text, _ := json.Marshal(ids) // strings always have a JSON form
	return string(text)
}

// inserter writes rows of one table, many in a statement.
type inserter struct {
	q       querier
	head    string // up to and with VALUES
	columns int
	args    []any
}

// insertRows is the greatest number of rows in one statement.
const insertRows = 64

func (q querier) inserter(head string, columns int) *inserter {
	return &inserter{q: q, head: head, columns: columns}
}

func (in *inserter) add(ctx context.Context, row ...any) error {
	in.args = append(in.args, row...)
	if len(in.args) == insertRows*in.columns {
		return in.flush(ctx)
	}
	return nil
}

// flush writes the rows that wait.
func (in *inserter) flush(ctx context.Context) error {
	for size := insertRows; size >= 1; size /= 4 {
		for len(in.args) >= size*in.columns {
			row := ", (?" + strings.Repeat(", ?", in.columns-1) + ")"
			query := in.head + strings.Repeat(row, size)[1:]
			if err := in.q.exec(ctx, query, in.args[:size*in.columns]...); err != nil {
				return err
			}
			in.args = in.args[size*in.columns:]
		}
	}
	in.args = nil
	return nil
}
