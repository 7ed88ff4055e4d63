//go:build !unix

package neo4jtest

// lock does nothing where files cannot be locked: run the packages one after the
// other there, with go test -p 1.
func lock(string) (unlock func(), err error) { return func() {}, nil }
