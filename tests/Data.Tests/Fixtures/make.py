"""Makes the files of this folder, with NumPy 1.24: what RnnGen.Data reads and what it refuses."""
import numpy as np

numbers = np.arange(24).reshape(2, 3, 4)
readable = {
    **{t: (numbers - 5 * (t[0] == "i")).astype(t) for t in ["u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8", "f2", "f4", "f8"]},
    "b1": numbers % 3 == 0,
    "big_i4": numbers.astype(">i4"),
    "big_f8": numbers.astype(">f8") / 7,
    "fortran": np.asfortranarray(numbers.astype("<f4")),
    "transposed": numbers.astype("<i2").T,
    "single": np.float64(np.pi),
    "vector": np.array([-1.5, np.inf, np.nan], "<f4"),
    "empty": np.zeros((0, 3), "<f4"),
}
np.savez("stored.npz", **readable)
np.savez_compressed("compressed.npz", **readable)
np.save("matrix.npy", numbers.astype("<i4")[0])
with open("version2.npy", "wb") as file:
    np.lib.format.write_array(file, numbers.astype("<f4"), version=(2, 0))

np.savez(
    "refused.npz",
    objects=np.array([[1, 2], [3]], dtype=object),
    text=np.array(["a", "bc"]),
    complex=np.array([1 + 2j]),
    structure=np.array([(1, 2.0)], dtype=[("a", "i4"), ("b", "f8")]),
)
