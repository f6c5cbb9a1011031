"""Arrays as bare pointers: what the compiled functions hand to each other.

numba passes an array as seven values. With the eight arrays of the kernel that made most of the time of every call;
a pointer is one. There is no length to check an index against: whoever adds to a list sees that there is room.
Without compilation (NUMBA_DISABLE_JIT) an array stays what it is, and every index is checked.
"""

# numba and llvmlite say little of their own types.
# mypy: disable-error-code="import-untyped, no-untyped-call, misc, untyped-decorator"

import operator
from hashlib import sha256
from typing import Any

from llvmlite import ir
from numba.core import types
from numba.core.imputils import lower_builtin
from numba.core.typing.templates import AbstractTemplate, infer_global, signature
from numba.extending import intrinsic, models, register_model

from dutybound.engine.columnar.compiled import IS_COMPILED


class Bare(types.Type):
    """A pointer to the first of elements of one type."""

    def __init__(self, dtype: Any) -> None:
        self.dtype = dtype
        # Every compiled function bears the names of its arguments' types, and a record's own name lists its fields.
        super().__init__(name=f"Bare{sha256(str(dtype).encode()).hexdigest()[:12]}")


@register_model(Bare)
class BareModel(models.PrimitiveModel):
    def __init__(self, manager: Any, type_: Bare) -> None:
        super().__init__(manager, type_, ir.IntType(8).as_pointer())


@intrinsic
def _bare(context: Any, array: Any) -> Any:
    def generate(context: Any, builder: Any, sig: Any, args: Any) -> Any:
        made = context.make_array(sig.args[0])(context, builder, args[0])
        return builder.bitcast(made.data, ir.IntType(8).as_pointer())

    return Bare(array.dtype)(array), generate


bare: Any = _bare if IS_COMPILED else lambda array: array


@infer_global(operator.getitem)
class BareItem(AbstractTemplate):
    def generic(self, args: Any, kws: Any) -> Any:
        if isinstance(args[0], Bare) and isinstance(args[1], types.Integer):
            return signature(args[0].dtype, args[0], types.intp)
        return None


@lower_builtin(operator.getitem, Bare, types.intp)
def _item(context: Any, builder: Any, sig: Any, args: Any) -> Any:
    element = sig.args[0].dtype
    size = element.size if isinstance(element, types.Record) else element.bitwidth // 8
    offset = builder.mul(args[1], ir.Constant(args[1].type, size), flags=["nsw"])
    place = builder.gep(args[0], [offset])
    data = context.data_model_manager[element].get_data_type().as_pointer()
    return context.unpack_value(builder, element, builder.bitcast(place, data))
