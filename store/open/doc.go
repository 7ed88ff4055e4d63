// Package open opens a store by its address.
package open
