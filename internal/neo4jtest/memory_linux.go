package neo4jtest

import "syscall"

// freeBytes returns the room in the file system of a folder, 0 where unknown.
func freeBytes(folder string) uint64 {
	var stat syscall.Statfs_t
	if err := syscall.Statfs(folder, &stat); err != nil {
		return 0
	}
	return stat.Bavail * uint64(stat.Bsize)
}
