//go:build !linux

package neo4jtest

// freeBytes returns the room in the file system of a folder, 0 where unknown.
func freeBytes(string) uint64 { return 0 }
